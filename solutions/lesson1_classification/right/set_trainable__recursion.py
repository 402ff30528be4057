"""Thaws one block and calls itself for the rest; the base case freezes everything but the head."""


def set_trainable(model, n_blocks):
    depth = len(model.backbone.h)
    if n_blocks < 0 or n_blocks > depth:
        raise ValueError("out of range")
    if n_blocks == 0:
        for p in model.parameters():
            p.requires_grad = False
        for p in model.head.parameters():
            p.requires_grad = True
        return sum(p.numel() for p in model.head.parameters())
    count = set_trainable(model, n_blocks - 1)
    new = [model.backbone.h[depth - n_blocks]]
    if n_blocks == 1:
        new.append(model.backbone.ln_f)
    for module in new:
        for p in module.parameters():
            p.requires_grad = True
            count += p.numel()
    return count
