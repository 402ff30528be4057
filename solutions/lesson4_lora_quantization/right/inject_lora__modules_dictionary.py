"""Looks owners up in a dictionary of all modules, and matches with regular expressions."""

import re

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    model.requires_grad_(False)
    modules = dict(model.named_modules())
    patterns = [re.compile(r"(.*\.)?" + re.escape(target)) for target in targets]
    hits = [
        name
        for name, module in modules.items()
        if isinstance(module, (nn.Linear, Conv1D)) and any(p.fullmatch(name) for p in patterns)
    ]
    for name in hits:
        *owner, leaf = name.split(".")
        modules[".".join(owner)]._modules[leaf] = LoRALinear(modules[name], r=r, alpha=alpha)
    return len(hits)
