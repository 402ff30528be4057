"""L4.I15: Only one layer is wrapped. What does your loop do after the first match?

credit: 0.25
input: GPT-2 with 3 blocks
yours: 1 layer
holds: every block's c_attn gets a detour
question: Where does the loop end?
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
            break
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
