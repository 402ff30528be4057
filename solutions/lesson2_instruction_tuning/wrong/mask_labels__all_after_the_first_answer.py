"""L2.M11: From the first answer on everything has labels, later questions too. Where does an answer end?

credit: 0.25
input: user: a | assistant: b c # | user: d | assistant: e #
yours: everything from b on is trained
holds: changing d changes no label
question: What does your function do with the id of the end marker?
"""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    ids, header = input_ids.tolist(), list(assistant_header)
    n = len(header)
    labels = input_ids.clone()
    start = len(ids)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] == header:
            start = i + n
            break
    labels[:start] = ignore_index
    return labels
