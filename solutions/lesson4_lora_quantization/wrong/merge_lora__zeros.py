"""L4.M91: Every number of the merged layer is zero.

credit: 0.0
lazy: yes
"""

import copy


def merge_lora(layer):
    merged = copy.deepcopy(layer.base)
    for p in merged.parameters():
        p.data.zero_()
    return merged
