"""L2.M02: No token at all has a label, so there is nothing to learn and the loss is 0 or NaN.
Where do you write ids into your row?

credit: 0.0
lazy: yes
input: user: a | assistant: b c #   (# is the end marker)
yours: every token is masked
holds: changing b must change the labels
question: Which tokens has your row left over?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    return torch.full_like(input_ids, ignore_index)
