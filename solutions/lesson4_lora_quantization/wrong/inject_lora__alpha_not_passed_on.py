"""L4.I58: The alpha of your layers is always the same, whatever the caller asks for. What do you
pass on?

credit: 0.5
input: alpha = 5
yours: detours scaled for alpha = 8
holds: the caller's alpha scales every detour
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
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, 8))
    return len(todo)
