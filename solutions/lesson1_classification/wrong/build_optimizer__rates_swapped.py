"""L1.O03: The pretrained blocks run at the fast rate and the fresh head at the slow one. Which of
the two has already learned something worth keeping?

credit: 0.25
input: head_lr = 0.5, backbone_lr = 0.1, everything thawed
yours: head at 0.1, blocks at 0.5
holds: raising head_lr alone changes how the head moves and nothing else
question: Which part starts from random numbers, and which from pretraining?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": body, "lr": head_lr}, {"params": head, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
