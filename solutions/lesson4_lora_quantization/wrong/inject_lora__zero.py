"""L4.I90: 0 comes back and nothing has happened to the model.

credit: 0.0
lazy: yes
"""


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    return 0
