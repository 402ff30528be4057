"""L5.M96: Everything is too big. Where do you look at the budget?

credit: 0.0
lazy: yes
question: What does it say to an endless budget?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    return "too_big"
