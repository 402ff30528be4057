"""L1.S67: The backbone's weights are drawn anew along with the head. One feature extractor is
to serve many tasks.

credit: 0.25
input: a pretrained backbone
yours: other weights in every block
holds: the features of a sentence are the same before and after
question: Over which modules does your initialisation go?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.head = nn.Linear(old.shape[1], num_classes, bias=False).to(old)
    for module in model.modules():
        if hasattr(module, "weight") and module.weight.dim() == 2:
            nn.init.normal_(module.weight, std=0.02)
    return model
