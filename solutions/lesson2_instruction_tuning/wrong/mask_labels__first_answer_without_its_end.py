"""L2.M07 + L2.M10: Only the first answer has labels, and its end marker has none. Follow your loop
for two turns, token by token.

credit: 0.5
input: user: a | assistant: b c # | user: d | assistant: e #
yours: b and c are trained
holds: every answer keeps its tokens and its end marker
question: What does your loop do when it has found an answer?
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
            labels[start:stop] = input_ids[start:stop]
            break
    return labels
