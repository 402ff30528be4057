"""L1.O55: Only the head decays; the thawed blocks have no decay at all. Compare the settings of
your groups one by one.

credit: 0.75
input: weight_decay = 0.5, last block thawed
yours: head decays by 0.5, block by 0
holds: every group reports the same decay
question: Does the contract tie the decay to one of the parts?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": head, "lr": head_lr, "weight_decay": weight_decay},
            {"params": body, "lr": backbone_lr, "weight_decay": 0.0},
        ]
    )
