"""L1.P73: After your call the caller's hidden states are zero in the padding. Choosing a
row needs no writing.

credit: 0.5
input: hidden[0] = [a b c], mask [1, 1, 0]
yours: hidden[0] afterwards: [a b 0]
holds: the hidden states are the same before and after the call
question: Which of your lines stores something in `hidden`?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    if attention_mask is None:
        return hidden[:, -1]
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    hidden.data[attention_mask == 0] = 0
    last = torch.stack([m.nonzero().max() for m in attention_mask])
    return hidden[torch.arange(B), last]
