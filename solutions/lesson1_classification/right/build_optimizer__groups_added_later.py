"""The groups are added to a finished optimizer, and every setting is written after that."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    optimizer = torch.optim.AdamW(p for p in model.head.parameters() if p.requires_grad)
    rest = [p for p in model.backbone.parameters() if p.requires_grad]
    if rest:
        optimizer.add_param_group({"params": rest})
    for group, lr in zip(optimizer.param_groups, (head_lr, backbone_lr)):
        group["lr"] = lr
        group["weight_decay"] = weight_decay
    return optimizer
