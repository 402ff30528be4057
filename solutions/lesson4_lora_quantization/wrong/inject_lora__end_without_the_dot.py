"""L4.I54: A layer whose name only ends like the target is wrapped too. What must stand before the
target in a longer name?

credit: 0.75
input: a layer gate_v_proj, targets ("v_proj",)
yours: a detour beside gate_v_proj
holds: gate_v_proj is another name than v_proj
question: Which character separates the parts of a name?
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
        if name.endswith(tuple(targets)):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
