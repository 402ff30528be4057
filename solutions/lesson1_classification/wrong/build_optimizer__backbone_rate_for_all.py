"""L1.O53: Every parameter runs at the backbone's slow rate, the fresh head too. How far does a
random head get at that pace?

credit: 0.25
input: head_lr = 0.5, backbone_lr = 0.1
yours: head at 0.1, blocks at 0.1
holds: changing head_lr changes how far the head moves
question: Which part of the model still has everything to learn?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(params, lr=backbone_lr, weight_decay=weight_decay)
