"""L1.T58: With no block to thaw, the head is frozen as well. What could training change
then?

credit: 0.5
input: n = 0 on a model of 3 blocks
yours: 0 trainable numbers
holds: the head learns, whatever n is
question: Which of your lines are skipped when n is 0?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    if n_blocks > 0:
        for block in blocks[-n_blocks:]:
            block.requires_grad_(True)
        model.backbone.ln_f.requires_grad_(True)
        model.head.requires_grad_(True)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
