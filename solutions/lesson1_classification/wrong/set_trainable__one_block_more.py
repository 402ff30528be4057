"""L1.T11: One block more than asked for can learn. Count the blocks of your slice for a small
n by hand.

credit: 0.5
input: n = 1 on a model of 3 blocks
yours: 2 trainable blocks
holds: the number of trainable blocks is n
question: Where does your slice start for n = 1, and where does it end?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    if n_blocks > 0:
        for block in list(blocks)[-(n_blocks + 1) :]:
            block.requires_grad_(True)
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
