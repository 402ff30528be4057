"""L4.I10: A dotted target finds nothing. Which part of the layer's name do you compare with it?

credit: 0.75
input: targets ("attn.c_proj",)
yours: 0 layers
holds: a dotted target names the layers whose names end with it
question: What is left of "h.0.attn.c_proj" after your split?
"""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad = False
    todo = []
    for name, module in model.named_modules():
        if not isinstance(module, (nn.Linear, Conv1D)):
            continue
        if name.split(".")[-1] in targets:
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
