"""Walks down the tree by itself and replaces children on the way."""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad_(False)
    targets = [t.split(".") for t in targets]

    def walk(module, path):
        count = 0
        for name, child in list(module.named_children()):
            here = [*path, name]
            hit = any(t and here[-len(t) :] == t for t in targets)
            if hit and isinstance(child, (nn.Linear, Conv1D)):
                setattr(module, name, LoRALinear(child, r, alpha))
                count += 1
            else:
                count += walk(child, here)
        return count

    return walk(model, [])
