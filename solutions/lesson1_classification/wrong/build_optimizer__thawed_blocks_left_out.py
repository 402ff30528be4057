"""L1.O13: Only the head is in your optimizer. Thawed blocks collect gradients but never move: who
steps them?

credit: 0.5
input: a model with its last block thawed
yours: after one step the head has moved, the block has not
holds: every parameter that receives a gradient moves
question: Which parameters does a step change: those with a gradient, or those the optimizer
    knows?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    return torch.optim.AdamW(model.head.parameters(), lr=head_lr, weight_decay=weight_decay)
