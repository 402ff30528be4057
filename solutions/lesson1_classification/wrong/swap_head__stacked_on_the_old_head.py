"""L1.S62: Your new layer reads the old head's scores instead of the features. What is left of
a sentence after two class scores?

credit: 0.25
input: a model with 2 classes, swapped for 4
yours: 4 scores that are made from the old 2
holds: the old head's numbers no longer matter
question: What are the inputs of your new layer?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head
    extra = nn.Linear(old.weight.shape[0], num_classes, bias=False).to(old.weight)
    model.head = nn.Sequential(old, extra)
    return model
