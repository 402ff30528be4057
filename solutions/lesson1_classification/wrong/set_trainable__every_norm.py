"""L1.T68: Layer norms inside frozen blocks can learn. Whose names does your search for a part
of a name match?

credit: 0.5
input: n = 1 on a model of 3 blocks
yours: all norms of all blocks are trainable
holds: no number of a frozen block can learn
question: Which layers of a block have names that begin like the final norm's?
"""


def set_trainable(model, n_blocks):
    total = len(model.backbone.h)
    if not 0 <= n_blocks <= total:
        raise ValueError("n_blocks out of range")
    wanted = [f"backbone.h.{i}." for i in range(total - n_blocks, total)] + ["head"]
    if n_blocks >= 1:
        wanted.append("ln_")
    for name, p in model.named_parameters():
        p.requires_grad = any(part in name for part in wanted)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
