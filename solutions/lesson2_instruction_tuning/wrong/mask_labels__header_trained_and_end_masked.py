"""L2.M07 + L2.M60: The headers of the answers have labels, and their end markers have none. The
template writes the one; the model has to write the other.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: the header, b and c are trained
holds: the labels move when # is changed, and stay when the header is
question: At which token does the model's own text begin, and at which does it end?
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
            stop -= stop > start and ids[stop - 1] == end_id
            labels[i:stop] = input_ids[i:stop]
    return labels
