"""L4.I61: A module that answers to the name and is no linear layer breaks your call off. Which
kinds may get a detour?

credit: 0.75
input: a LayerNorm called norm.v_proj, targets ("v_proj",)
yours: an error
holds: only nn.Linear and Conv1D get a detour
question: What besides layers does named_modules list?
"""


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    for p in model.parameters():
        p.requires_grad = False
    todo = []
    for name, module in model.named_modules():
        if any(name == t or name.endswith("." + t) for t in targets):
            todo.append(name)
    for name in todo:
        parent, _, leaf = name.rpartition(".")
        owner = model.get_submodule(parent)
        setattr(owner, leaf, LoRALinear(getattr(owner, leaf), r, alpha))
    return len(todo)
