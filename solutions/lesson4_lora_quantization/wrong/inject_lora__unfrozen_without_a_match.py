"""L4.I57: If no layer matches, the model is left trainable. Does the contract freeze it in that
case?

credit: 0.75
input: targets ("q_proj",)
yours: a model that is trainable as before
holds: the model is frozen, whether or not a target matches
question: What happens before your early return?
"""

from torch import nn
from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    todo = []
    for name, module in model.named_modules():
        if not isinstance(module, (nn.Linear, Conv1D)):
            continue
        if any(name == t or name.endswith("." + t) for t in targets):
            todo.append(name)
    if not todo:
        return 0
    for p in model.parameters():
        p.requires_grad = False
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
