"""L2.M71: A row without any answer ends in an error. Nothing to learn is no mistake of the data.

credit: 0.75
input: user: a
yours: an error
holds: a row without an answer has a label for no token
question: What does your code expect to find in every row?
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
    if (labels == ignore_index).all():
        raise RuntimeError("no answer")
    return labels
