"""L4.M90: Nothing comes back. A layer is asked for.

credit: 0.0
lazy: yes
"""


def merge_lora(layer):
    return None
