"""L1.O12: Some matrices inside the blocks run at the head's rate. Print the names that your test
takes for the head: do all of them belong to it?

credit: 0.5
input: parameters named backbone.h.0.attn.c_attn.weight and head.weight, head_lr = 0.5
yours: both run at 0.5
holds: attention heads are part of the backbone
question: Which kinds of "head" are there in this model?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head, body = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if "head" in name or "attn" in name:
            head.append(p)
        else:
            body.append(p)
    return torch.optim.AdamW(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
