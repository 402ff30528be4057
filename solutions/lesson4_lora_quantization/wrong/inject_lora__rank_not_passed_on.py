"""L4.I59: The rank of your layers is always the same, whatever the caller asks for. What do you
pass on?

credit: 0.5
input: r = 2
yours: adapters of rank 4
holds: the caller's rank is that of every detour
question: Which arguments reach LoRALinear?
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
        if any(name == t or name.endswith("." + t) for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), 4, alpha))
    return len(todo)
