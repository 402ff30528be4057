"""L1.O58: Your rate shrinks from block to block. That is a known trick, but this contract has two
rates only.

credit: 0.5
input: backbone_lr = 0.1, last two blocks thawed
yours: the last block at 0.1, the one below at 0.09
holds: all thawed backbone parameters share one rate
question: How many different rates can the caller pass?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    blocks = list(model.backbone.h)
    groups = [{"params": list(model.head.parameters()), "lr": head_lr}]
    seen = set()
    for depth, block in enumerate(reversed(blocks)):
        params = [p for p in block.parameters() if p.requires_grad]
        seen.update(id(p) for p in params)
        groups.append({"params": params, "lr": backbone_lr * 0.9**depth})
    rest = [p for p in model.backbone.parameters() if p.requires_grad and id(p) not in seen]
    groups.append({"params": rest, "lr": backbone_lr})
    for group in groups:
        group["params"] = [p for p in group["params"] if p.requires_grad]
    return torch.optim.AdamW(groups, weight_decay=weight_decay)
