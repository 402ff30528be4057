"""L2.M70: Your labels have an axis too many: one conversation came in, and a batch of one comes out.

credit: 0.75
input: user: a | assistant: b c #   (# is the end marker)
yours: labels of shape (1, length)
holds: labels and ids have the same shape
question: What is the shape of the ids?
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
    return labels.unsqueeze(0)
