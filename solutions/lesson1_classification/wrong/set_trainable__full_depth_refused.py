"""L1.T59: Asking for every block is refused, although the model has that many. Which end of
the range belongs to it?

credit: 0.75
input: n = 3 on a model of 3 blocks
yours: a ValueError
holds: as many blocks as the model has can be thawed
question: Is your upper bound an index or a number of blocks?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if n_blocks not in range(len(blocks)):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
