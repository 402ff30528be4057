"""L1.O08: Your groups are right, but the update rule is plain gradient descent. Which optimizer
does the contract name?

credit: 0.5
input: one step with weight decay 0 on two weights whose gradients are 1 and 100
yours: the second weight moves a hundred times as far as the first
holds: both weights move about equally far, by the learning rate
question: Which update rule adapts the length of the step to each weight?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.SGD(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
