"""L1.T09: The blocks are right; one small layer behind them stays frozen. What lies between
the last block and the head?

credit: 0.75
input: n = 1 on a model of 3 blocks
yours: the last block and the head
holds: with n of at least 1, everything after the first thawed block can learn
question: Which module of the backbone is neither embedding nor block?
"""


def set_trainable(model, n_blocks):
    blocks = list(model.backbone.h)
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    for p in model.backbone.parameters():
        p.requires_grad = False
    for p in model.head.parameters():
        p.requires_grad = True
    for block in blocks[len(blocks) - n_blocks :]:
        for p in block.parameters():
            p.requires_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
