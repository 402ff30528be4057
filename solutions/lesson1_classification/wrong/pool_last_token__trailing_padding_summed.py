"""L1.P59: In right-padded rows several slots are added up. Print how many places your
selection marks in each row.

credit: 0.5
input: hidden[0] = [a b c d e], mask [1, 1, 1, 0, 0]
yours: c + d + e
holds: exactly one place per row contributes to the result
question: How does a running count go on after the last real token?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    seen = attention_mask.long().cumsum(1)
    total = seen[:, -1:]
    if (total == 0).any():
        raise ValueError("empty row")
    is_last = (seen == total).to(hidden.dtype)
    return (hidden * is_last.unsqueeze(-1)).sum(1)
