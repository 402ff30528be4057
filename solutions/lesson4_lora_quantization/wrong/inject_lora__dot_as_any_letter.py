"""L4.I70: The target "attn.c_proj" also names a layer called attn_c_proj. What does a dot mean in a
regular expression?

credit: 0.75
input: a layer called attn_c_proj, targets ("attn.c_proj",)
yours: 1 layer
holds: attn_c_proj is another name
question: Which function makes a regular expression of plain text?
"""

import re

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad = False
    todo = []
    for name, module in model.named_modules():
        if not isinstance(module, (nn.Linear, Conv1D)):
            continue
        if any(re.search(rf"(^|\.){t}$", name) for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
