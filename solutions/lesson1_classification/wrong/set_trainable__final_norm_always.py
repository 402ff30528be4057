"""L1.T10: With no block to thaw, a layer norm of the backbone can still learn. What does
"frozen backbone" include?

credit: 0.75
input: n = 0 on a model of 3 blocks
yours: the head and the final norm
holds: with n = 0 no number of the backbone can learn
question: From which n on does the contract thaw the final norm?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if n_blocks not in range(len(blocks) + 1):
        raise ValueError("n_blocks out of range")
    model.backbone.requires_grad_(False)
    model.head.requires_grad_()
    model.backbone.ln_f.requires_grad_()
    for k in range(1, n_blocks + 1):
        blocks[-k].requires_grad_()
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
