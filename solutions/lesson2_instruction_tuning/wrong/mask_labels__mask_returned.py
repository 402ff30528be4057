"""L2.M20: You return ones and zeros. They say which tokens count, and labels say which token it is.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: 0 ... 0 1 1 1
holds: a label that counts is the id of its token
question: Which token would cross-entropy take a label of 1 for?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    mask = torch.zeros_like(input_ids)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            mask[start:stop] = 1
    return mask
