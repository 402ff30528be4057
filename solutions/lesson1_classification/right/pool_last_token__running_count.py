"""The last real place is where the running count of real tokens reaches its total, and is real."""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        attention_mask = torch.ones_like(hidden[..., 0], dtype=torch.bool)
    real = attention_mask.bool()
    if not real.any(dim=1).all():
        raise ValueError("a row without a real token has no last one")
    count = real.long().cumsum(dim=1)
    is_last = real & (count == count[:, -1:])
    return hidden[is_last]  # exactly one place per row, so the rows stay in order
