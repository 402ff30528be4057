"""L1.T70: The flags are right; the count leaves out the head. Which part of the model learns
for every n?

credit: 0.75
input: n = 0
yours: 0
holds: the count is that of all parameters whose flag is on
question: Whose parameters does your sum go over?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    model.backbone.ln_f.requires_grad_(n_blocks >= 1)
    return sum(p.numel() for p in model.backbone.parameters() if p.requires_grad)
