"""Decides each flag from the parameter's name, with a regular expression for the block number."""

import re


def set_trainable(model, n_blocks):
    depth = len(model.backbone.h)
    if n_blocks < 0 or n_blocks > depth:
        raise ValueError(f"n_blocks must lie between 0 and {depth}")
    count = 0
    for name, parameter in model.named_parameters():
        block = re.match(r"backbone\.h\.(\d+)\.", name)
        if block:
            learns = int(block.group(1)) >= depth - n_blocks
        elif name.startswith("backbone.ln_f."):
            learns = n_blocks > 0
        else:
            learns = not name.startswith("backbone.")
        parameter.requires_grad_(learns)
        count += learns * parameter.numel()
    return count
