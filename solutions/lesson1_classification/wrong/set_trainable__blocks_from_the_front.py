"""L1.T55: You thaw the blocks next to the embeddings instead of those next to the head. Which
blocks hold what is most specific to a task?

credit: 0.25
input: n = 1 on a model of 3 blocks
yours: block 0 is trainable
holds: a thawed block has no frozen block between itself and the head
question: In which direction does a token travel through the list of blocks?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[:n_blocks]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
