"""L4.I14: The token embedding is trainable, and with it the output layer that is tied to it:
nearly a third of GPT-2 small. What may train here?

credit: 0.5
input: GPT-2 after the injection
yours: a trainable embedding
holds: only the adapters are trainable
question: Which parameters does your last loop reach?
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
    for module in model.modules():
        if isinstance(module, nn.Embedding):
            module.weight.requires_grad = True
    return len(todo)
