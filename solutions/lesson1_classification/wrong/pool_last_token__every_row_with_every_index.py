"""L1.P12: The result has an axis too many: each row is paired with the index of each
row. Count the vectors that you get for two sentences.

credit: 0.25
input: hidden[0] = [a b c], hidden[1] = [d e f], mask [[1, 1, 1], [1, 1, 0]]
yours: [[c b], [f e]]
holds: the result has exactly one vector per row
question: What does a colon select when it stands beside a tensor of indices?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    if attention_mask is None:
        attention_mask = torch.ones(B, T, dtype=torch.long)
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    idx = (attention_mask * torch.arange(1, T + 1)).argmax(1)
    return hidden[:, idx]
