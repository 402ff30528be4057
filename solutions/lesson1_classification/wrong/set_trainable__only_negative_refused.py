"""L1.T63: More blocks than the model has are taken without a word; a negative number is
refused. A range has two ends.

credit: 0.9
input: n = 4 on a model of 3 blocks
yours: a number, as if nothing were wrong
holds: a request that cannot be met is refused
question: What does your code do when it runs out of blocks?
"""


def set_trainable(model, n_blocks):
    blocks = list(model.backbone.h)
    if n_blocks < 0:
        raise ValueError("n_blocks must not be negative")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[::-1][:n_blocks]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
