"""L1.T12: You thaw two fixed blocks that only GPT-2 small has in that place. Which blocks are
the last ones of a smaller model?

credit: 0.25
input: n = 1 on a model of 3 blocks
yours: no trainable block
holds: the number of trainable blocks is n
question: Which numbers in your code belong to one certain model?
"""


def set_trainable(model, n_blocks):
    if not 0 <= n_blocks <= len(model.backbone.h):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    if n_blocks >= 1:
        for i, block in enumerate(model.backbone.h):
            if i in [10, 11]:
                block.requires_grad_(True)
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
