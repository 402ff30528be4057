"""L1.T74: What should learn is frozen, and what should be frozen learns. What does the flag
mean when it is on?

credit: 0.25
input: n = 0 on a model of 3 blocks
yours: the backbone is trainable, the head is not
holds: the head learns, whatever n is
question: Which value of the flag lets a parameter collect gradients?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(True)
    model.head.requires_grad_(False)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(False)
    model.backbone.ln_f.requires_grad_(n_blocks == 0)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
