"""L1.T75: You freeze as many blocks as you were asked to thaw. Read which of the two the
argument counts.

credit: 0.25
input: n = 1 on a model of 3 blocks
yours: 2 trainable blocks
holds: the number of trainable blocks is n
question: What would n = 0 mean in your reading, and what in the contract's?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[n_blocks:]:
        block.requires_grad_(True)
    if n_blocks < len(blocks):
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
