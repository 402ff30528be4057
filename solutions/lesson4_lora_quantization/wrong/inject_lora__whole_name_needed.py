"""L4.I18: The target c_attn finds nothing, for no layer's whole name is that. Which part of a name
may a target be?

credit: 0.25
input: GPT-2 with 3 blocks, targets ("c_attn",)
yours: 0 layers
holds: the target names every block's c_attn
question: What are the dotted names of these layers?
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
        if name in targets:
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
