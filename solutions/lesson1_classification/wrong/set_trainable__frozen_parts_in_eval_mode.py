"""L1.T57: Your call also switches the mode of layers. Frozen weights and evaluation mode are
two different things.

credit: 0.75
input: a model in training mode
yours: a model whose backbone is in evaluation mode
holds: dropout is active after the call exactly where it was before
question: What does evaluation mode change, and does that include learning?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.backbone.eval()
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
