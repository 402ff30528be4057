"""Collects the identities of what may learn, then sets every flag once."""

from itertools import chain, islice


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("no such number of blocks")
    parts = [model.head, *islice(reversed(list(blocks)), n_blocks)]
    parts += [model.backbone.ln_f] * bool(n_blocks)
    chosen = {id(p) for p in chain.from_iterable(part.parameters() for part in parts)}
    for p in model.parameters():
        p.requires_grad = id(p) in chosen
    return int(sum(p.nelement() for p in model.parameters() if id(p) in chosen))
