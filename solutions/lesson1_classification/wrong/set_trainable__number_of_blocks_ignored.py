"""L1.T65: Only the head can learn, however many blocks are asked for. Follow the second
argument through your code.

credit: 0.25
input: n = 2 on a model of 3 blocks
yours: no trainable block
holds: asking for one block more makes the count larger
question: After the freezing, which of your lines turns a flag of the backbone on?
"""


def set_trainable(model, n_blocks):
    if not 0 <= n_blocks <= len(model.backbone.h):
        raise ValueError("n_blocks out of range")
    for name, p in model.named_parameters():
        p.requires_grad = name.startswith("head")
    return sum(p.numel() for p in model.head.parameters())
