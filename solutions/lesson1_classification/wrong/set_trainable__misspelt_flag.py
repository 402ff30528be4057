"""L1.T06: No parameter's flag has changed. Python lets you invent attributes, so read yours
letter by letter.

credit: 0.25
input: n = 0 on a model whose flags are all on
yours: all flags are still on
holds: after the call, only what was asked for can learn
question: What is the flag called in the documentation, exactly?
"""


def set_trainable(model, n_blocks):
    total = len(model.backbone.h)
    if not 0 <= n_blocks <= total:
        raise ValueError("n_blocks out of range")
    for p in model.parameters():
        p.require_grad = False
    for p in model.head.parameters():
        p.require_grad = True
    for i, block in enumerate(model.backbone.h):
        if i >= total - n_blocks:
            for p in block.parameters():
                p.require_grad = True
    if n_blocks >= 1:
        for p in model.backbone.ln_f.parameters():
            p.require_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
