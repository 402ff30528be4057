"""L4.M67: After merging, a bfloat16 base has another weight than before. Whose weight did you add
to on that way?

credit: 0.75
input: a base of bfloat16, before and after merging
yours: two different weights
holds: merging changes nothing in the base
question: Does the copy come before or after the addition?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = (layer.scale * (layer.B @ layer.A)).detach()
    if isinstance(layer.base, Conv1D):
        delta = delta.T
    if layer.base.weight.dtype == torch.bfloat16:
        layer.base.weight.data += delta
        return copy.deepcopy(layer.base)
    merged = copy.deepcopy(layer.base)
    merged.weight.data += delta
    return merged
