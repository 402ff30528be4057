"""L1.T71: The flags are right; you return a share between 0 and 1. The contract asks how many
numbers can learn.

credit: 0.75
input: a model with every number trainable
yours: 1.0
holds: the result is a whole number
question: By what do you divide, and why?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    model.backbone.ln_f.requires_grad_(n_blocks >= 1)
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return trainable / sum(p.numel() for p in model.parameters())
