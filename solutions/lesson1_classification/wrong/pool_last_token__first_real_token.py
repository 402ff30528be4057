"""L1.P10: You return the first real token of each row, whatever follows it. How much of
the sentence has that token read?

credit: 0.0
input: hidden[0] = [a b c d e], mask [0, 1, 1, 1, 0]
yours: b
holds: changing d must change the result
question: If several slots share the largest value, which of them does your search return?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        attention_mask = torch.ones(hidden.shape[:2])
    if (attention_mask.sum(-1) == 0).any():
        raise ValueError("empty row")
    idx = attention_mask.int().argmax(dim=-1)
    return hidden[torch.arange(len(idx)), idx]
