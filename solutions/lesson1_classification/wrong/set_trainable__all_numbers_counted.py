"""L1.T14: The flags are right; the number you return counts frozen parameters too. What is the
count to tell the reader?

credit: 0.75
input: any model, with n = 0 and with n = 1
yours: the same number twice
holds: thawing a block makes the number larger
question: Which parameters does your sum leave out?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    for part in [model.head, *blocks[len(blocks) - n_blocks :]]:
        part.requires_grad_(True)
    if n_blocks:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters())
