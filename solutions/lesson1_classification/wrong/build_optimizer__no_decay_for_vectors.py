"""L1.O51: Biases and layer norms do not decay in your optimizer. That is a fair habit elsewhere;
read what this contract asks for.

credit: 0.75
input: weight_decay = 0.5, everything thawed
yours: matrices decay by 0.5, biases and layer norms by 0
holds: one decay for every parameter
question: For which parameters does the contract make an exception?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    groups = []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        lr = head_lr if name.startswith("head") else backbone_lr
        decay = 0.0 if p.dim() < 2 else weight_decay
        groups.append({"params": [p], "lr": lr, "weight_decay": decay})
    return torch.optim.AdamW(groups)
