"""L1.S57: Your head fits GPT-2 small and no other backbone. The model you are given knows
its own width.

credit: 0.25
input: a model of width 16
yours: a head for width 768
holds: the head fits whatever model it is given
question: Which number in your code would be wrong for a larger GPT-2?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.head = nn.Linear(768, num_classes, bias=False, device=old.device, dtype=old.dtype)
    return model
