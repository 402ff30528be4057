"""L1.O59: Your function thaws parameters that arrive frozen. Deciding what learns is the job of
another task: what is left for this one?

credit: 0.5
input: a model whose backbone is frozen
yours: after the call the whole backbone is trainable
holds: the call changes no requires_grad flag
question: Which of your lines writes to the model?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    for p in model.parameters():
        p.requires_grad = True
    return torch.optim.AdamW(
        [
            {"params": model.head.parameters(), "lr": head_lr},
            {"params": model.backbone.parameters(), "lr": backbone_lr},
        ],
        weight_decay=weight_decay,
    )
