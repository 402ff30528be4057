"""L1.T04: After your call the head cannot learn. Which part of the model has not been
pretrained at all?

credit: 0.25
input: n = 0 on a model of 3 blocks
yours: 0 trainable numbers
holds: the head learns, whatever n is
question: Over which parameters does your freezing loop go?
"""


def set_trainable(model, n_blocks):
    total = len(model.backbone.h)
    if not 0 <= n_blocks <= total:
        raise ValueError("n_blocks out of range")
    for p in model.parameters():
        p.requires_grad = False
    for i in range(total - n_blocks, total):
        for p in model.backbone.h[i].parameters():
            p.requires_grad = True
    if n_blocks >= 1:
        for p in model.backbone.ln_f.parameters():
            p.requires_grad = True
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
