"""L1.O66: Your blocks run at the product of both rates. Is backbone_lr a rate of its own, or a
factor on the other one?

credit: 0.5
input: head_lr = 0.5, backbone_lr = 0.1, last block thawed
yours: head at 0.5, block at 0.05
holds: changing head_lr leaves the blocks' rate alone
question: What does the block's rate become when head_lr doubles?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": head_lr * backbone_lr}],
        weight_decay=weight_decay,
    )
