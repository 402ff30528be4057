"""L1.O61: Trainable biases are missing from your optimizer. Which parameters does a search for
the word "weight" overlook?

credit: 0.5
input: a thawed block, which has biases
yours: its matrices and gains are in the optimizer, its biases are not
holds: as many parameters in the optimizer as there are trainable ones
question: What are the names of the parameters that your filter drops?
"""

import torch


def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):
    named = [
        (n, p) for n, p in model.named_parameters() if p.requires_grad and n.endswith("weight")
    ]
    head = [p for n, p in named if n.startswith("head")]
    body = [p for n, p in named if not n.startswith("head")]
    return torch.optim.AdamW(
        [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}],
        weight_decay=weight_decay,
    )
