"""L4.I52: Nothing is trainable after your call, the adapters neither. In which order do you freeze
and wrap?

credit: 0.25
input: GPT-2 after the injection
yours: 0 trainable numbers
holds: the adapters are trainable
question: Which parameters does the model have when you freeze it?
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
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    for p in model.parameters():
        p.requires_grad = False
    return len(todo)
