"""L1.T03: With no block to thaw, every block is thawed. What is the negative of your smallest
argument?

credit: 0.5
input: n = 0 on a model of 3 blocks
yours: 3 trainable blocks
holds: fewer blocks asked for never means more blocks thawed
question: Which part of a list does your slice give when n is 0?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[-n_blocks:]:
        block.requires_grad_(True)
    if n_blocks > 0:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
