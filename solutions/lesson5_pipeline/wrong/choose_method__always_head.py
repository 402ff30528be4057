"""L5.M98: Every task gets a new head. Which of the five is classification?

credit: 0.0
lazy: yes
question: Where do you look at the task?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    return "head"
