"""L2.M55: An answer without an end marker has no labels. It was cut off, but its beginning is still an answer.

credit: 0.75
input: user: a | assistant: b c
yours: every token is masked
holds: changing b changes the labels
question: Where does an answer end if there is no end marker?
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
            if stop == len(ids) and ids[-1] != end_id:
                continue
            labels[start:stop] = input_ids[start:stop]
    return labels
