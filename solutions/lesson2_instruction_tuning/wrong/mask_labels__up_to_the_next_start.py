"""L2.M22: What stands between the end marker and the next turn has labels. The answer is over at its end
marker.

credit: 0.75
input: user: a | assistant: b c # | user: d | assistant: e #
yours: b, c, # and the newline behind it are trained
holds: changing what stands between two turns changes no label
question: At which token does generation stop?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            j = i + n
            while j < len(ids) and ids[j] != header[0]:
                labels[j] = ids[j]
                j += 1
    return labels
