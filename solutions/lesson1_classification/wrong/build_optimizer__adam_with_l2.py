"""L1.O54: Your decay passes through the gradient, so the adaptive step swallows it. Which member
of the family applies decay directly to the weight?

credit: 0.5
input: one weight of 1 with gradient 1, learning rate 0.1, weight decay 0.5
yours: the step is as long as without any decay
holds: a larger decay makes the step on this weight longer
question: What does the W in the optimizer's name stand for?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.Adam(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
