"""Thaws everything, freezes what is too early, and subtracts what was frozen from the total."""


def set_trainable(model, n_blocks):
    backbone = model.backbone
    early = len(backbone.h) - n_blocks
    if early < 0 or n_blocks < 0:
        raise ValueError("n_blocks out of range")
    model.requires_grad_(True)
    frozen = [backbone.wte, backbone.wpe, *backbone.h[:early]]
    if n_blocks == 0:
        frozen.append(backbone.ln_f)
    total = sum(p.numel() for p in model.parameters())
    for module in frozen:
        module.requires_grad_(False)
        total -= sum(p.numel() for p in module.parameters())
    return total
