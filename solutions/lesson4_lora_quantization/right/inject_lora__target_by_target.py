"""Goes target by target, freezes at the end by name, and never wraps a name twice."""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    old = list(model.parameters())
    done = set()
    for target in targets:
        for name, layer in list(model.named_modules()):
            if name in done or not isinstance(layer, (nn.Linear, Conv1D)):
                continue
            if ("." + name).endswith("." + target):
                owner = model
                *path, leaf = name.split(".")
                for step in path:
                    owner = getattr(owner, step)
                setattr(owner, leaf, LoRALinear(layer, r, alpha))
                done.add(name)
                done.add(name + ".base")
    for parameter in old:
        parameter.requires_grad = False
    return len(done) // 2
