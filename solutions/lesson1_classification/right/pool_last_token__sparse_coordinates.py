"""The coordinates of all real tokens come sorted; the last one of each row is overwritten last."""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        attention_mask = torch.ones(hidden.shape[:-1])
    last = {}
    for b, t in attention_mask.nonzero().tolist():
        last[b] = t
    if len(last) < hidden.shape[0]:
        raise ValueError(f"only {len(last)} rows have a real token")
    return torch.cat([hidden[b : b + 1, last[b]] for b in range(hidden.shape[0])])
