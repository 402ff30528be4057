"""L1.T51: Blocks are frozen, but the embeddings keep learning. Which tables does a token pass
before the first block?

credit: 0.5
input: n = 0 on a model whose flags are all on
yours: the embeddings are trainable
holds: with n = 0 no number of the backbone can learn
question: Which parts of the backbone does your freezing loop never visit?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    cut = len(blocks) - n_blocks
    for i, block in enumerate(blocks):
        block.requires_grad_(i >= cut)
    model.backbone.ln_f.requires_grad_(n_blocks > 0)
    model.head.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
