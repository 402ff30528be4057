"""L1.O10: Changing weight_decay changes nothing in your optimizer. Follow that argument through
your function: where does it arrive?

credit: 0.75
input: weight_decay = 0.5
yours: every group decays by 0.01
holds: every group reports the decay that the caller asked for
question: Where in your function does the name weight_decay appear a second time?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.AdamW([{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}])
