"""L2.M08: One token behind the end marker has a label. The model stops at the marker and never writes that one.

credit: 0.75
input: user: a | assistant: b c #   (# is the end marker)
yours: b, c, # and the newline behind it are trained
holds: changing what stands behind the end marker changes no label
question: At which token does generation stop?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            stop = ids.index(end_id, start) + 2 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
