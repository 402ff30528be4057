"""L2.M66: From the first answer to the last end marker everything has labels, questions in between
too. Each answer has an end marker of its own.

credit: 0.25
input: user: a | assistant: b c # | user: d | assistant: e #
yours: everything from b to the last # is trained
holds: changing d changes no label
question: Which of several end markers closes an answer?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = len(ids) - ids[::-1].index(end_id) if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
