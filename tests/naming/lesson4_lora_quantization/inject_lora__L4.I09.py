"""Searches with a regular expression that may match anywhere in the name."""

import re

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    model.requires_grad_(False)
    pattern = "|".join(re.escape(target) for target in targets) or "$^"
    layers = [
        (name, module)
        for name, module in model.named_modules()
        if re.search(pattern, name) and isinstance(module, (nn.Linear, Conv1D))
    ]
    for name, module in layers:
        owner = model
        *path, leaf = name.split(".")
        for part in path:
            owner = owner._modules[part]
        owner._modules[leaf] = LoRALinear(module, r, alpha)  # noqa: F821
    return len(layers)
