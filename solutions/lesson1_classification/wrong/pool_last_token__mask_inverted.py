"""L1.P65: Your vectors come from padding wherever a row has some. Which number marks a
real token in the mask?

credit: 0.25
input: hidden[0] = [a b c d e], mask [1, 1, 1, 0, 0]
yours: e
holds: changing what is stored in padding must not matter
question: Does a 1 in the mask mean keep, or ignore?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        return hidden[:, -1]
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    keep = ~attention_mask.bool()  # True = padding
    last = (keep * torch.arange(T)).argmax(1)
    return hidden[torch.arange(B), last]
