"""L4.I55: The adapters exist and count as trainable, but the model never runs through them. What
stands where the layer stood?

credit: 0.25
input: adapters filled with numbers
yours: the old answers
holds: changing an adapter changes the model's answer
question: Which module does the block call?
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
    adapters = nn.ModuleList()
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        adapters.append(LoRALinear(getattr(owner, leaf), r, alpha))
    model.lora = adapters
    return len(todo)
