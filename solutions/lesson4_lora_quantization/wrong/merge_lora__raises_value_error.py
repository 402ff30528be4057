"""L4.M95: Every call ends in a ValueError. Nothing in the contract asks for one.

credit: 0.0
lazy: yes
"""


def merge_lora(layer):
    raise ValueError("todo")
