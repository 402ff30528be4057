"""L2.M69: Ignored tokens have label 0, whatever index was asked for. Token 0 is a token: the loss would train it.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: 0 in front of the answer
holds: what is ignored holds ignore_index
question: Which label does cross-entropy skip?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.zeros_like(input_ids)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
