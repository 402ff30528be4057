"""L2.M52: The first token of each answer has no label: your border lies one token too late.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: c and # are trained
holds: changing b changes the labels
question: Which token must the model write right behind the header?
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
            labels[start + 1 : stop] = input_ids[start + 1 : stop]
    return labels
