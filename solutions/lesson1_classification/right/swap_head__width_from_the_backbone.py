"""Takes the width from the backbone's config, deletes the old head first, and uses `add_module`."""

from torch import nn


def swap_head(model, num_classes):
    like = model.head.weight
    del model.head
    model.add_module(
        "head", nn.Linear(model.backbone.config.n_embd, num_classes, bias=False).type(like.dtype)
    )
    model.head.to(like.device)
    return model
