"""L4.I09: Layers whose names merely contain the target are wrapped too. Where may a target begin,
and where must it end?

credit: 0.5
input: layers v_proj and v_proj_2, targets ("v_proj",)
yours: 2 layers
holds: v_proj_2 is another name
question: What does `in` ask of two strings?
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
        if any(t in name for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
