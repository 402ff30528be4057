"""L2.M04: The last token of the header has a label: your border lies one token too early.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: the newline of the assistant's header, b, c and # are trained
holds: changing the header's last token changes no label
question: Who writes the header when the model is used, you or the model?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = start
            while stop < len(ids) and ids[stop] != end_id:
                stop += 1
            labels[start - 1 : stop + 1] = input_ids[start - 1 : stop + 1]
    return labels
