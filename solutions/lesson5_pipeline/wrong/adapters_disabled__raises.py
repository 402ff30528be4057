"""L5.A90: Your function stops with an error on every model. Read its last line and the line of yours
above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def adapters_disabled(model):
    raise RuntimeError("not done")
