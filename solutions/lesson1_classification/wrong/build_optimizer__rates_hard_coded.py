"""L1.O57: Your rates are the defaults, whatever the caller passes. Which names should stand where
your numbers stand?

credit: 0.75
input: head_lr = 0.5, backbone_lr = 0.1
yours: head at 0.001, blocks at 0.00001
holds: an optimizer built with other rates reports other rates
question: Who decides on the rates, your function or its caller?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": head, "lr": 1e-3}, {"params": body, "lr": 1e-5}],
        weight_decay=weight_decay,
    )
