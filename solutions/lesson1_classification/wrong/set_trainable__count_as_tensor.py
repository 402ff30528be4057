"""L1.T54: The count is right but comes as a tensor. The signature promises a plain whole
number.

credit: 0.9
input: n = 0, a head of 16 x 2
yours: tensor(32)
holds: the result is an `int`
question: What type do you get when you add up with the framework instead of with Python?
"""

import torch


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return torch.tensor([p.numel() for p in model.parameters() if p.requires_grad]).sum()
