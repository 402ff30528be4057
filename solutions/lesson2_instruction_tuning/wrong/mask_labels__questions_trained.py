"""L2.M54: Everything but the answers has labels. The model would learn to ask.

credit: 0.0
input: user: a | assistant: b c #   (# is the end marker)
yours: the headers and a are trained
holds: changing a changes no label
question: Whose words are to be learnt?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = input_ids.clone()
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = ignore_index
    return labels
