"""The optimizer knows the head alone, also when blocks are thawed."""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    params = [p for name, p in model.named_parameters() if "head" in name.split(".")]
    return torch.optim.AdamW([{"params": params, "lr": head_lr, "weight_decay": weight_decay}])
