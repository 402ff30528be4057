"""L5.M92: Your function returns nothing. One of six words is asked for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    return None
