"""L2.M56: You write -100 where the caller asked for another number. What is the fourth argument for?

credit: 0.75
input: ignore_index -1
yours: -100 in front of the answer
holds: what is ignored holds the number that was given
question: Where does your function read ignore_index?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, -100)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
