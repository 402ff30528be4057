"""L2.M67: A row whose answer was cut off ends in an error. There is no end marker to be found.

credit: 0.75
input: user: a | assistant: b c
yours: an error
holds: b and c are trained
question: What if your search comes to the end of the row?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            stop = i + n
            while ids[stop] != end_id:
                stop += 1
            labels[i + n : stop + 1] = input_ids[i + n : stop + 1]
    return labels
