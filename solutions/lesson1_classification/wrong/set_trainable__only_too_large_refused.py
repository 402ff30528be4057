"""L1.T62: A negative number of blocks is taken without a word; too large a one is refused. A
range has two ends.

credit: 0.9
input: n = -1 on a model of 3 blocks
yours: a number, as if nothing were wrong
holds: a request that cannot be met is refused
question: What would thawing minus one blocks mean?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if n_blocks > len(blocks):
        raise ValueError("not that many blocks")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
