"""L4.I69: Your adapters never learn: both matrices are zero, so both gradients are zero too. What
did you do to the new layers' matrices?

credit: 0.5
input: a model after the injection and two steps
yours: the output that it had before
holds: two steps on the adapters change the output
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
                nn.init.zeros_(p)
        setattr(owner, leaf, lora)
    return len(todo)
