"""L5.M97: Every task is left to the base model. Which of the five does a base model do?

credit: 0.0
lazy: yes
question: Where do you look at the task?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    return "base"
