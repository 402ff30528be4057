"""L1.T16: A number of blocks that the model does not have is taken without a word. Which
values make sense, and what happens otherwise?

credit: 0.9
input: n = 4 on a model of 3 blocks
yours: a number, as if nothing were wrong
holds: a request that cannot be met is refused
question: What does your slice do with a number that is too large, or negative?
"""


def set_trainable(model, n_blocks):
    total = len(model.backbone.h)
    for p in model.parameters():
        p.requires_grad = False
    for p in model.head.parameters():
        p.requires_grad = True
    for i, block in enumerate(model.backbone.h):
        for p in block.parameters():
            p.requires_grad = i >= total - n_blocks
    for p in model.backbone.ln_f.parameters():
        p.requires_grad = n_blocks >= 1
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
