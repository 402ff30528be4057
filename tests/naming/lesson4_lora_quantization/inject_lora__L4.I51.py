"""Leaves everything outside the wrapped layers as trainable as it came."""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    modules = dict(model.named_modules())
    count = 0
    for name, module in modules.items():
        ends = {name[i:] for i in range(len(name)) if i == 0 or name[i - 1] == "."}
        if isinstance(module, (nn.Linear, Conv1D)) and ends & set(targets):
            owner, _, leaf = name.rpartition(".")
            setattr(modules[owner], leaf, LoRALinear(module, r, alpha))  # noqa: F821
            count += 1
    return count
