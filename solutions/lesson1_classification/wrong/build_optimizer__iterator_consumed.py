"""L1.O11: The head is missing from your optimizer, so it stays random. Do you read some list of
parameters twice, and can it be read twice?

credit: 0.25
aliases: L1.O63
input: a model with one thawed block and its head
yours: the optimizer holds the block only
holds: the head is in the optimizer, whatever is frozen
question: How often can a generator expression be walked through?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    trainable = ((n, p) for n, p in model.named_parameters() if p.requires_grad)
    body = [p for n, p in trainable if not n.startswith("head")]
    head = [p for n, p in trainable if n.startswith("head")]
    return torch.optim.AdamW(
        [{"params": body, "lr": backbone_lr}, {"params": head, "lr": head_lr}],
        weight_decay=weight_decay,
    )
