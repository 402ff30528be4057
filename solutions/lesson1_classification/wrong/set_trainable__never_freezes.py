"""L1.T01: Blocks that an earlier call thawed stay thawed. What is the state of the flags when
your function starts?

credit: 0.5
input: n = 3, then n = 1, on a model of 3 blocks
yours: 3 trainable blocks
holds: the result depends on the last call only
question: Which of your lines would ever turn a flag off?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if n_blocks < 0 or n_blocks > len(blocks):
        raise ValueError("n_blocks out of range")
    for p in model.head.parameters():
        p.requires_grad = True
    for block in blocks[len(blocks) - n_blocks :]:
        for p in block.parameters():
            p.requires_grad = True
    if n_blocks:
        for p in model.backbone.ln_f.parameters():
            p.requires_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
