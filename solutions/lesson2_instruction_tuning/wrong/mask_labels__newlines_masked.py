"""L2.M18: Newlines inside an answer have no label. They are part of what the assistant says.

credit: 0.5
input: assistant: b, newline, c #
yours: b, c and # are trained
holds: a list with three lines can be learnt
question: Which newlines did you want to leave out, and where do they stand?
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
    labels[labels == header[-1]] = ignore_index
    return labels
