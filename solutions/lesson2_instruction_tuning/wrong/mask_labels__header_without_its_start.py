"""L2.M16: The role's word and a newline inside a question are taken for a header. A header is more than these
two.

credit: 0.5
input: a question that holds the word "assistant" and a newline
yours: the rest of the question is trained
holds: a question without a start marker in it changes no label
question: Which ids of the header does your comparison leave out?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, word = input_ids.tolist(), list(assistant_header)[1:]
    n = len(word)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == word:
            start = i + n
            stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
            labels[start:stop] = input_ids[start:stop]
    return labels
