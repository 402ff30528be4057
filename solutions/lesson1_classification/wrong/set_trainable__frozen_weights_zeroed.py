"""L1.T73: Numbers of the model differ after your call. Freezing is about who may learn, not
about what is stored.

credit: 0.5
input: n = 0 on a pretrained model
yours: other scores for the same sentence
holds: the scores of a sentence are the same before and after the call
question: Which of your lines writes into a weight?
"""


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("n_blocks out of range")
    model.requires_grad_(False)
    model.head.requires_grad_(True)
    model.head.reset_parameters()
    for block in blocks[len(blocks) - n_blocks :]:
        block.requires_grad_(True)
    model.backbone.ln_f.requires_grad_(n_blocks >= 1)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
