"""L2.M91: Your labels are zeros, whatever the conversation is. Nothing of it reaches them.

credit: 0.0
lazy: yes
question: Which ids do the labels of an answer hold?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    return torch.zeros_like(input_ids)
