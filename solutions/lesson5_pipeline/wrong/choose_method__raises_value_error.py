"""L5.M91: Your function rejects every task. That is meant for words that are not in the table.

credit: 0.0
lazy: yes
question: Which condition sends every task into the error?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    raise ValueError("unknown")
