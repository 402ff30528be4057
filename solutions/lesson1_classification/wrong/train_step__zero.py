"""L1.G91: Your function returns 0 for every batch and moves no weight. Which three things happen
in a training step?

credit: 0.0
lazy: yes
question: Where does your function use the batch?
"""


def train_step(model, batch, optimizer):
    return 0.0
