"""L2.M61: Behind an answer of nothing but its end marker you run on. Where does your search for the end begin?

credit: 0.75
input: user: a | assistant: # | newline
yours: # and the newline are trained
holds: an empty answer has one label
question: Which is the first position at which an answer can end?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = start + 1
            while stop < len(ids) and ids[stop] != end_id:
                stop += 1
            labels[start : stop + 1] = input_ids[start : stop + 1]
    return labels
