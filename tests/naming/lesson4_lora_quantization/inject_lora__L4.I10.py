"""Walks down by itself and compares the attribute's name with the targets."""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for parameter in model.parameters():
        parameter.requires_grad_(False)

    def walk(module):
        found = 0
        for name, child in list(module.named_children()):
            if name in targets and isinstance(child, (nn.Linear, Conv1D)):
                setattr(module, name, LoRALinear(child, r, alpha))  # noqa: F821
                found += 1
            else:
                found += walk(child)
        return found

    return walk(model)
