"""Uses `setattr` with a module that was moved to the old weight's type and device."""

from torch import nn


def swap_head(model, num_classes):
    (old,) = model.head.parameters()
    features = old.size(1)
    setattr(model, "head", nn.Linear(features, num_classes, bias=False).to(old))
    return model
