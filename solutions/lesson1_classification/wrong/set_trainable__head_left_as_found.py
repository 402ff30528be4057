"""L1.T72: A head that arrives frozen stays frozen. Does your function set the head's flag, or
trust it?

credit: 0.75
input: n = 0 on a model whose flags are all off
yours: 0 trainable numbers
holds: the result does not depend on the flags before the call
question: Which flags of the model do you never touch?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    for p in model.backbone.parameters():
        p.requires_grad = False
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
