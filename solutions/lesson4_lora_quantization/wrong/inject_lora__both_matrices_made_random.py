"""L4.I12: The injection alone changes the model's answers. What did you do to the new layers'
matrices?

credit: 0.5
input: a model before and after the injection
yours: two different answers
holds: right after the injection the model computes the same
question: Which start does LoRALinear already take care of?
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
        lora = LoRALinear(getattr(owner, leaf), r, alpha)
        for p in lora.parameters():
            if p.requires_grad:
                nn.init.normal_(p)
        setattr(owner, leaf, lora)
    return len(todo)
