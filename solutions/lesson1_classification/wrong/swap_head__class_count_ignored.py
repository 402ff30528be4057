"""L1.S63: The head's numbers are drawn anew, but it has as many classes as before. Follow the
second argument through your code.

credit: 0.25
input: a model with 2 classes, swapped for 4
yours: 2 fresh scores
holds: the forward pass gives one score per new class
question: Where does the new number of classes enter?
"""

from torch import nn


def swap_head(model, num_classes):
    nn.init.normal_(model.head.weight, std=0.02)
    return model
