"""L4.I56: In GPT-2 nothing is found. Of which class are its c_attn layers?

credit: 0.25
input: GPT-2 with 3 blocks
yours: 0 layers
holds: each block's c_attn is found
question: What does `type(model.h[0].attn.c_attn)` say?
"""

from torch import nn


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad = False
    todo = []
    for name, module in model.named_modules():
        if not isinstance(module, nn.Linear):
            continue
        if any(name == t or name.endswith("." + t) for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
