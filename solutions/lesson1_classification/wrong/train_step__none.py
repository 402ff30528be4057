"""L1.G95: Your function does nothing and returns nothing. Start with the mode of the model.

credit: 0.0
lazy: yes
question: Which calls does one step of training consist of?
"""


def train_step(model, batch, optimizer):
    return None
