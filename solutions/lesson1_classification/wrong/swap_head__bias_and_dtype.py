"""L1.S06 + L1.S08: The new head has a bias, and it is float32 whatever the old one was. Print
both heads and compare them attribute by attribute.

credit: 0.75
question: Which arguments of a linear layer have defaults that do not fit here?
"""

from torch import nn


def swap_head(model, num_classes):
    model.head = nn.Linear(model.backbone.config.n_embd, num_classes)
    return model
