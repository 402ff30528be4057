"""L1.O52: Every parameter runs at the head's rate, the pretrained ones too. What may a fast rate
do to weights that are already good?

credit: 0.25
input: head_lr = 0.5, backbone_lr = 0.1, everything thawed
yours: head at 0.5, blocks at 0.5
holds: changing backbone_lr changes how far the blocks move
question: What is backbone_lr for?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(params, lr=head_lr, weight_decay=weight_decay)
