"""A row at a time, from the right end, by a recursive helper."""

import torch


def _last(row, t):
    if t < 0:
        raise ValueError("no real token in this row")
    return t if row[t] else _last(row, t - 1)


def pool_last_token(hidden, attention_mask=None):
    batch, length, _ = hidden.shape
    rows = [[1] * length] * batch if attention_mask is None else attention_mask.tolist()
    return torch.stack([h[_last(row, length - 1)] for h, row in zip(hidden.unbind(0), rows)])
