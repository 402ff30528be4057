"""L2.M53: Your labels stand one position too early: each label is the id of the next token. The loss shifts as
well, and two shifts are one too many.

credit: 0.25
input: user: a | assistant: b c #   (# is the end marker)
yours: the labels b c # stand above the tokens newline b c
holds: a label that counts is the id at its own position
question: Which of your functions is the one that shifts?
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
    return torch.cat([labels[1:], labels.new_full((1,), ignore_index)])
