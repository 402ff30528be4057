"""L4.I11: Every layer is wrapped, whatever the targets say. Where do the targets enter?

credit: 0.25
input: targets ("c_attn",)
yours: adapters beside every layer
holds: layers outside the targets stay as they are
question: Which line reads `targets`?
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
        if targets is not None:
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
