"""L2.M72: A header of four ids is not found right: your code counts on three. How long is a header?

credit: 0.75
input: a header whose role is two tokens
yours: its newline is trained
holds: changing the header's last token changes no label
question: Which number in your code is the header's length?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - 2):
        if ids[i : i + 3] == header[:3]:
            start = i + 3
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
