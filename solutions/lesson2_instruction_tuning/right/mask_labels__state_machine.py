"""Walks through the row once and remembers whether an answer is open."""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    header, recent, inside, labels = tuple(assistant_header), (), False, []
    for token in input_ids.tolist():
        labels.append(token if inside else ignore_index)
        recent = (*recent, token)[-len(header) :]
        if inside:
            inside = token != end_id
        elif recent == header:
            inside = True
    return torch.tensor(labels, dtype=input_ids.dtype)
