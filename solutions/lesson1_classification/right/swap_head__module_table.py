"""Writes into the module table of the model directly."""

from torch import nn


def swap_head(model, num_classes):
    old = model._modules.pop("head")
    new = nn.Linear(old.in_features, num_classes, bias=False)
    new = new.to(device=old.weight.device, dtype=old.weight.dtype)
    model._modules["head"] = new
    return model
