"""L2.M04 + L2.M07: Your window lies one token early on both sides: a token of the header has a
label, and the end marker has none.

credit: 0.5
input: user: a | assistant: b c #   (# is the end marker)
yours: the header's last token, b and c are trained
holds: the labels move when # is changed, and stay when the header is
question: Which is the first token of the answer, and which the last?
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
            stop -= stop > start and ids[stop - 1] == end_id
            labels[start - 1 : stop] = input_ids[start - 1 : stop]
    return labels
