"""L2.M74: A closed answer that ends with the row loses its end marker. A newline need not follow.

credit: 0.75
input: user: a # | assistant: b c #   (# is the end marker, and the row's last id)
yours: b and c are trained
holds: what stands behind an end marker does not change its label
question: How far does your search for the end marker go?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = len(ids)
            if end_id in ids[start:]:
                stop = min(ids.index(end_id, start) + 1, len(ids) - 1)
            labels[start:stop] = input_ids[start:stop]
    return labels
