"""L1.O68: You return a pair, an optimizer with a scheduler. The contract asks for the optimizer
alone: what would the caller's first step do?

credit: 0.75
input: any model
yours: (AdamW, LambdaLR)
holds: the result can be asked to step
question: How many things does the signature promise?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0)
    return optimizer, scheduler
