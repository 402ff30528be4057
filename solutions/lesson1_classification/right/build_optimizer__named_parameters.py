"""The groups hold pairs of name and parameter, as newer optimizers accept them."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    rates = {"head": head_lr, "backbone": backbone_lr}
    groups = []
    for part, lr in rates.items():
        named = [
            (f"{part}.{name}", p)
            for name, p in getattr(model, part).named_parameters()
            if p.requires_grad
        ]
        if named:
            groups.append({"params": named, "lr": lr})
    return torch.optim.AdamW(groups, weight_decay=weight_decay)
