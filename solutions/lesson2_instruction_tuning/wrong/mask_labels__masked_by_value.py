"""L2.M65: A token of the question that occurs in an answer too has a label. What counts is where a token
stands, not which one it is.

credit: 0.5
input: user: b | assistant: b c #
yours: the b of the question is trained too
holds: changing a question changes no label
question: By what do you tell the two b apart?
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
    kept = labels[labels != ignore_index]
    return input_ids.masked_fill(~torch.isin(input_ids, kept), ignore_index)
