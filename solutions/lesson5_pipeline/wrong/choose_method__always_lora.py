"""L5.M94: Every task gets LoRA. Where do you look at the budget?

credit: 0.0
lazy: yes
question: What does it say to a budget of one byte?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    return "lora"
