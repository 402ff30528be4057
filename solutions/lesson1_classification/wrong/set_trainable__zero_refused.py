"""L1.T60: Asking for no block is refused, although a frozen backbone is the usual setup. Which
end of the range belongs to it?

credit: 0.5
input: n = 0
yours: a ValueError
holds: training the head alone is possible
question: Which values does your check let through at the lower end?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if n_blocks <= 0 or n_blocks > len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[-n_blocks:]:
        block.requires_grad_(True)
    model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
