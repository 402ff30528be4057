"""L1.T66: In the thawed blocks only the weights can learn; other parameters stay frozen. Does
a block consist of weights alone?

credit: 0.5
input: n = 1 on a model of 3 blocks
yours: no bias is trainable
holds: every parameter of a thawed block can learn
question: Which names does your filter let through?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    thaw = list(blocks[len(blocks) - n_blocks :])
    if n_blocks >= 1:
        thaw.append(model.backbone.ln_f)
    for module in thaw:
        for name, p in module.named_parameters():
            if "weight" in name:
                p.requires_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
