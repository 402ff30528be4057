"""L4.I65: The wrapped layers' biases are trainable. What may train besides the adapters?

credit: 0.75
input: GPT-2 after the injection
yours: trainable biases
holds: only the adapters are trainable
question: Is a bias an adapter?
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
        setattr(owner, leaf, lora)
        for name_, p in lora.named_parameters():
            if name_.endswith("bias"):
                p.requires_grad = True
    return len(todo)
