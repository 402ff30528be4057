"""L1.O67: Trainable one-dimensional parameters are missing from your optimizer. Leaving them
without decay is one idea, leaving them out is another.

credit: 0.5
input: a thawed block
yours: its matrices are in the optimizer, its biases and layer norms are not
holds: as many parameters in the optimizer as there are trainable ones
question: What happens to a parameter that no group contains?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    head = [p for p in model.head.parameters() if p.requires_grad]
    body = [p for p in model.backbone.parameters() if p.requires_grad and p.ndim >= 2]
    return torch.optim.AdamW(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
