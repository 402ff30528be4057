"""L2.M07: The end marker of an answer has no label. A model that never learns the end of an answer does not
stop.

credit: 0.5
aliases: L2.M17
input: user: a | assistant: b c #   (# is the end marker)
yours: b and c are trained
holds: every answer that ends has a label on its end marker
question: Which token must the model write when its answer is complete?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            j = i + n
            while j < len(ids) and ids[j] != end_id:
                labels[j] = ids[j]
                j += 1
    return labels
