"""L2.M73: A question that repeats the answer's words changes your labels: you look the answer up by its words.

credit: 0.5
input: user: b # | assistant: b #
yours: the b and # of the question are trained
holds: changing the question's words must not move the labels
question: Which of several places with the same words does your search return?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = torch.full_like(input_ids, ignore_index)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            stop = ids.index(end_id, i + n) + 1 if end_id in ids[i + n :] else len(ids)
            answer = ids[i + n : stop]
            for j in range(len(ids) - len(answer) + 1):
                if answer and ids[j : j + len(answer)] == answer:
                    labels[j : j + len(answer)] = input_ids[j : j + len(answer)]
                    break
    return labels
