"""L1.O02: Frozen parameters sit in your optimizer too, where an old gradient could still move
them. Which ones are meant to learn?

credit: 0.75
input: a model whose backbone is frozen and whose head has one weight matrix
yours: the optimizer lists the head and the whole backbone
holds: every parameter in the optimizer has requires_grad set
question: What does a parameter say about itself when it is frozen?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return torch.optim.AdamW(
        [
            {"params": model.head.parameters(), "lr": head_lr},
            {"params": model.backbone.parameters(), "lr": backbone_lr},
        ],
        weight_decay=weight_decay,
    )
