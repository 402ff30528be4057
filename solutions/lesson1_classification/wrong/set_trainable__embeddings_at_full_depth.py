"""L1.T52: With every block asked for, the embeddings learn as well. Read what the argument
counts.

credit: 0.75
input: n = 3 on a model of 3 blocks
yours: all numbers of the model
holds: the embeddings stay as they are for every n
question: Is "all blocks" the same as "the whole model"?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    if n_blocks == len(blocks):
        model.requires_grad_(True)
    else:
        model.requires_grad_(False)
        model.head.requires_grad_(True)
        for block in blocks[len(blocks) - n_blocks :]:
            block.requires_grad_(True)
        model.backbone.ln_f.requires_grad_(n_blocks > 0)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
