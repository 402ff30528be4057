"""L1.G90: Your function stops with an error on every batch. Read its last line and the line of
yours above it first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def train_step(model, batch, optimizer):
    raise RuntimeError("not done")
