"""L4.I60: The wrapped layers have lost their pretrained numbers. Around which object do you put
the detour?

credit: 0.25
input: a model before and after the injection
yours: two different answers
holds: right after the injection the model computes the same
question: What becomes of the old layer's weight?
"""

import copy

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad = False
    todo = []
    for name, module in model.named_modules():
        if not isinstance(module, (nn.Linear, Conv1D)):
            continue
        if any(name == t or name.endswith("." + t) for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        old = getattr(owner, leaf)
        fresh = copy.deepcopy(old)
        nn.init.ones_(fresh.weight)
        setattr(owner, leaf, LoRALinear(fresh, r, alpha))
    return len(todo)
