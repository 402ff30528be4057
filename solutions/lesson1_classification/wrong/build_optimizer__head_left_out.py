"""L1.O63: The head is not in your optimizer, so it stays random. Which part must learn even when
everything else is frozen?

credit: 0.25
input: a model with its last block thawed
yours: after one step the block has moved, the head has not
holds: the head moves in every step
question: Which parameters does your list start from?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": backbone_lr}]
    return torch.optim.AdamW(groups, lr=head_lr, weight_decay=weight_decay)
