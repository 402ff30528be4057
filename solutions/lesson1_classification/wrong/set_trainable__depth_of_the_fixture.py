"""L1.T13: Right for a model of three blocks, wrong for a deeper one. Where does a model keep
its number of blocks?

credit: 0.5
input: n = 1 on a model of 4 blocks
yours: 2 trainable blocks
holds: the number of trainable blocks is n, however deep the model
question: Which number in your code describes the sample model?
"""


def set_trainable(model, n_blocks):
    if n_blocks < 0 or n_blocks > len(model.backbone.h):
        raise ValueError("n_blocks out of range")
    for p in model.backbone.parameters():
        p.requires_grad = False
    for p in model.head.parameters():
        p.requires_grad = True
    for i, block in enumerate(model.backbone.h):
        if i >= 3 - n_blocks:
            for p in block.parameters():
                p.requires_grad = True
    if n_blocks > 0:
        for p in model.backbone.ln_f.parameters():
            p.requires_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
