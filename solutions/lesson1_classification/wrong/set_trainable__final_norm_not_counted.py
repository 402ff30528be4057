"""L1.T69: The flags are right; the count leaves out the final norm. What can learn besides the
head and the blocks?

credit: 0.75
input: n = 1, width 16
yours: 32 too few
holds: the count is that of all parameters whose flag is on
question: Could you ask the parameters themselves instead of adding up parts?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    count = 0
    for part in [model.head, *blocks[len(blocks) - n_blocks :]]:
        for p in part.parameters():
            p.requires_grad = True
            count += p.numel()
    model.backbone.ln_f.requires_grad_(n_blocks >= 1)
    return count
