"""L2.M59: In a conversation with two answers only the last one has labels. Follow what becomes of
the first answer's labels.

credit: 0.5
input: user: a | assistant: b c # | user: d | assistant: e #
yours: e and the last # are trained
holds: every answer keeps its tokens and its end marker
question: What happens to the labels of the first answer when the second one is found?
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
            labels.fill_(ignore_index)
            labels[start:stop] = input_ids[start:stop]
    return labels
