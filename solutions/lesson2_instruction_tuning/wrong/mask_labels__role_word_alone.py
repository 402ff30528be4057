"""L2.M63: The word of the role alone is taken for a header. It may stand in a question as well.

credit: 0.25
input: a question that holds the word "assistant"
yours: the rest of the question is trained
holds: a question without a start marker in it changes no label
question: How many ids of the header do you compare?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    labels = torch.full_like(input_ids, ignore_index)
    for i, token in enumerate(ids):
        if token == header[1]:
            start = i + len(header) - 1
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
