"""L1.O65: Your groups name a decay of their own, and a group's own setting wins over the shared
one. Which of the two does the caller control?

credit: 0.75
input: weight_decay = 0.5
yours: every group decays by 0
holds: every group reports the decay that the caller asked for
question: What happens to a shared setting when a group brings its own?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": head, "lr": head_lr, "weight_decay": 0.0},
            {"params": body, "lr": backbone_lr, "weight_decay": 0.0},
        ],
        weight_decay=weight_decay,
    )
