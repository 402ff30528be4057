"""L2.M68: Your labels are a Python list; a tensor is asked for. Look at the last step of your
function.

credit: 0.75
input: user: a | assistant: b c #   (# is the end marker)
yours: a list of numbers
holds: the labels have a shape and a type, like the ids
question: What does the loss need?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels.tolist()
