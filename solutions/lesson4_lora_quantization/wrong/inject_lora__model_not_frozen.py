"""L4.I51: What was trainable before still is, outside the wrapped layers. Which parts of the model
does the contract freeze?

credit: 0.5
input: GPT-2 after the injection
yours: trainable embeddings and norms
holds: only the adapters are trainable
question: Who freezes the layers that get no detour?
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
    return len(todo)
