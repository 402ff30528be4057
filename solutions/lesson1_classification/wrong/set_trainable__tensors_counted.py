"""L1.T53: The flags are right; you return how many tensors can learn, not how many numbers. A
matrix holds many numbers.

credit: 0.75
input: n = 0, a head of 16 x 2
yours: 1
holds: a wider model gives a larger number
question: How much does one matrix add to your sum?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    if n_blocks >= 1:
        model.backbone.ln_f.requires_grad_(True)
    return len([p for p in model.parameters() if p.requires_grad])
