"""L4.I92: Every call ends in an error. Read its last line first.

credit: 0.0
lazy: yes
"""


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    raise RuntimeError("not done")
