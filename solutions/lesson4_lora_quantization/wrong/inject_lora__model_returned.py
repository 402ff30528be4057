"""L4.I62: The model comes back where a count is asked for. It is changed in place anyway.

credit: 0.75
input: GPT-2 with 3 blocks
yours: a model
holds: 3 layers have a detour
question: What does the contract return?
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
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return model
