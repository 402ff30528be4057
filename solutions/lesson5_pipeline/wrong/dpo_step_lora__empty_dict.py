"""L5.D93: Your dict is empty, and nothing moves. Begin with the scores of the reference.

credit: 0.0
lazy: yes
question: Which three entries does the docstring name?
"""


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    return {}
