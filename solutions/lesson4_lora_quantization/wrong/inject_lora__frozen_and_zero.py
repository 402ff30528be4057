"""L4.I91: The model is frozen, and nothing else has happened to it.

credit: 0.0
lazy: yes
"""


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    model.requires_grad_(False)
    return 0
