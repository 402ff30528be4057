"""L1.G94: You hand the batch back as it came. What does the caller want to know about it?

credit: 0.0
lazy: yes
question: Which kind of result does the signature promise?
"""


def train_step(model, batch, optimizer):
    return batch
