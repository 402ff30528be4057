"""L5.M90: Your function stops with an error on every question. Read its last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def choose_method(task, n_params, adapter_params, budget_bytes):
    raise RuntimeError("not done")
