"""L1.T96: In a model of twelve blocks the last two count as block 1. You compare the beginnings of names:
which other names begin with `h.1`?

credit: 0.5
input: 12 blocks, n_blocks=3
yours: blocks 10 and 11 stay frozen
holds: blocks 9, 10 and 11 are trainable
question: Where does the number of a block end in its name?
"""


def set_trainable(model, n_blocks):
    blocks = len(model.backbone.h)
    if not 0 <= n_blocks <= blocks:
        raise ValueError("n_blocks is out of range")
    frozen = ["backbone.wte", "backbone.wpe"]
    frozen += [f"backbone.h.{i}" for i in range(blocks - n_blocks)]
    if n_blocks == 0:
        frozen.append("backbone.ln_f")
    for name, parameter in model.named_parameters():
        parameter.requires_grad = not any(name.startswith(start) for start in frozen)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
