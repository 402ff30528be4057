"""L1.T67: Exactly one block can learn, however many are asked for. Is yours an index or a
range?

credit: 0.5
input: n = 2 on a model of 3 blocks
yours: block 1 is trainable, block 2 is not
holds: a thawed block has no frozen block between itself and the head
question: How many blocks does a single index pick?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    if n_blocks >= 1:
        blocks[-n_blocks].requires_grad_(True)
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
