"""L2.M64: Your labels are 32-bit numbers; 64 bits are asked for, as the loss wants them. Look at
where your code chooses a type.

credit: 0.75
input: user: a | assistant: b c #   (# is the end marker)
yours: labels of type int32
holds: the labels have the type of the ids
question: Where does your code choose a type?
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
    return labels.int()
