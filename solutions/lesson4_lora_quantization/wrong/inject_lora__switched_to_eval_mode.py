"""L4.I68: Your call switches the model to eval mode. Training comes next: who would switch it
back?

credit: 0.9
input: a model in train mode
yours: a model in eval mode
holds: no part changes between train and eval mode
question: Does freezing have to do with the mode?
"""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    model.eval()
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
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
