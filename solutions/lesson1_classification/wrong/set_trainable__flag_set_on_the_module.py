"""L1.T64: You set the flag on whole modules, and their parameters never hear of it. Who owns
the flag that the optimizer looks at?

credit: 0.5
input: n = 1 on a model of 3 blocks
yours: no trainable block
holds: thawing a block makes its own matrices trainable
question: What kind of object is a block, and what kind is a weight?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    for p in model.backbone.parameters():
        p.requires_grad = False
    model.head.weight.requires_grad = True
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad = True
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
