"""L4.I04: GPT-2's own layers are found; the nn.Linear of any other model are not. Which two kinds
does the contract name?

credit: 0.5
input: an nn.Linear called v_proj, targets ("v_proj",)
yours: 0
holds: both kinds of layers are found
question: Which kinds does your check let through?
"""

from transformers.pytorch_utils import Conv1D


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad = False
    todo = []
    for name, module in model.named_modules():
        if not isinstance(module, Conv1D):
            continue
        if any(name == t or name.endswith("." + t) for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
