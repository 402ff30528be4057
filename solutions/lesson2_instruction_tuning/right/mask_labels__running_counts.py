"""Counts headers and, within each answer, end markers: no loop over tokens."""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    T, n = len(input_ids), len(assistant_header)
    begins = torch.zeros(T, dtype=torch.long)
    if T > n:
        header = torch.as_tensor(assistant_header)
        found = (input_ids.unfold(0, n, 1) == header).all(1)[: T - n]
        begins[n:] = found.long()
    ended = torch.zeros(T, dtype=torch.long)
    ended[1:] = (input_ids[:-1] == end_id).long()
    total = ended.cumsum(0)
    at_begin = torch.where(begins.bool(), total, -1).cummax(0).values
    keep = (at_begin == total) & (begins.cumsum(0) > 0)
    return torch.where(keep, input_ids, ignore_index)
