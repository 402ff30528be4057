"""L4.I67: A layer that two targets name is wrapped twice. How often may a name stand in your list?

credit: 0.75
input: targets ("c_proj", "attn.c_proj")
yours: a detour around a detour
holds: a layer that two targets name gets one detour
question: Which names come up in both searches?
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
        todo += [name for t in targets if name == t or name.endswith("." + t)]
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
