"""L1.P71: One empty row among full ones slips through; only a batch of nothing but
padding is refused. The contract speaks of each row.

credit: 0.9
input: mask [[1, 1, 0], [0, 0, 0]]
yours: a vector for the empty row too
holds: adding full rows to a batch cannot give an empty row a last word
question: Does your check look at the rows one by one, or at all of them at once?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        attention_mask = torch.ones(B, T)
    if attention_mask.sum() == 0:
        raise ValueError("no real token")
    last = (attention_mask.long() * torch.arange(T)).argmax(1)
    return hidden[torch.arange(B), last]
