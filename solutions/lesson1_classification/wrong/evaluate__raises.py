"""L1.E90: Your function stops with an error on all data. Read its last line and the line of yours
above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def evaluate(model, batches):
    raise RuntimeError("not done")
