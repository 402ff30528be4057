"""L1.S95: The backbone comes back in eval mode. A new head is no reason to change how the rest of the
model runs.

credit: 0.9
input: a model in train mode
yours: its backbone is in eval mode afterwards
holds: every part has the mode it came with
question: Which of your lines concerns more than the head?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.backbone.eval()
    model.head = nn.Linear(
        old.shape[1], num_classes, bias=False, dtype=old.dtype, device=old.device
    )
    return model
