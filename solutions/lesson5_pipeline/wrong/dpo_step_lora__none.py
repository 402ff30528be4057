"""L5.D91: Your function returns nothing and moves nothing. Begin with the scores of the reference.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    return None
