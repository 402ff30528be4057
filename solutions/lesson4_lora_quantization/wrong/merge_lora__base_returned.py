"""L4.M94: The base itself comes back, adapters left aside. Nothing was merged.

credit: 0.0
lazy: yes
"""


def merge_lora(layer):
    return layer.base
