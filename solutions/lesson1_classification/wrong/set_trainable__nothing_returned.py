"""L1.T56: The flags are right, but your call returns None. The reader wants to know how much
can learn now.

credit: 0.75
input: n = 0
yours: None
holds: the result is a whole number
question: What does a function without a return hand back?
"""


def set_trainable(model, n_blocks):
    blocks = list(model.backbone.h)
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for _ in range(n_blocks):
        blocks.pop().requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
