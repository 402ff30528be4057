"""L2.M60: The whole header of an answer has labels. The template writes it, not the model.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: the header, b, c and # are trained
holds: changing a token of the header changes no label
question: Where does the header end?
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
            labels[i:stop] = input_ids[i:stop]
    return labels
