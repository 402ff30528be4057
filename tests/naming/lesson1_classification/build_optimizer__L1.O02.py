"""Frozen parameters are handed to the optimizer too."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    groups = []
    for name, p in model.named_parameters():
        lr = head_lr if name.startswith("head") else backbone_lr
        groups.append({"params": [p], "lr": lr, "weight_decay": weight_decay})
    return torch.optim.AdamW(groups)
