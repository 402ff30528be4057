"""L2.M58: A header that is given as a tuple is never found. A list and a tuple are not equal, whatever they hold.

credit: 0.75
input: assistant_header as a tuple
yours: every token is masked
holds: list and tuple give the same labels
question: Of which type are the two sides of your comparison?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), assistant_header
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
