"""L4.I93: 1 comes back for every model, and nothing has happened to it.

credit: 0.0
lazy: yes
"""


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    return 1
