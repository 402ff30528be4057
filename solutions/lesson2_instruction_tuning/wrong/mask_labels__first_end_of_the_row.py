"""L2.M62: You look for the end marker from the beginning of the row and find that of a question.
An answer ends behind its own beginning.

credit: 0.25
input: user: a | assistant: b c #   (# is the end marker), the question ends with # too
yours: every token is masked
holds: changing b changes the labels
question: From which position on do you search?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id) + 1 if end_id in ids else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
