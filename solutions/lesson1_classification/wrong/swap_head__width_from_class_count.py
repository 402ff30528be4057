"""L1.S02: Your new head does not fit the backbone: it reads as many numbers as there were
classes. Which side of a head faces the backbone?

credit: 0.25
input: a head from 16 features to 2 classes, swapped for 4 classes
yours: a head from 2 features to 4 classes
holds: the side that faces the backbone keeps its size
question: Which of the old head's two sizes is to stay the same?
"""

from torch import nn


def swap_head(model, num_classes):
    w = model.head.weight
    model.head = nn.Linear(
        model.head.out_features, num_classes, bias=False, device=w.device, dtype=w.dtype
    )
    return model
