"""L1.T61: A number out of range ends in an exception other than the promised one. A caller can
only catch what the contract names.

credit: 0.9
input: n = 4 on a model of 3 blocks
yours: an exception of another class
holds: a number out of range always ends in the same, documented exception
question: Which line stops the program here, and what does it raise?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    assert 0 <= n_blocks <= len(blocks), "n_blocks out of range"
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
