"""L4.I95: Every call ends in a ValueError. Nothing in the contract asks for one.

credit: 0.0
lazy: yes
"""


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    raise ValueError("todo")
