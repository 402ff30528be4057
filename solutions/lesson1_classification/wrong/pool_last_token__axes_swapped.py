"""L1.P17: You look up time where the batch is, and batch where time is. Read the two
indices beside the shape of the hidden states.

credit: 0.25
input: hidden of 2 rows and 5 places, mask of ones
yours: an index error, since row 4 does not exist
holds: vector b of the result is taken from row b
question: Which axis of the hidden states counts sentences?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    if attention_mask is None:
        attention_mask = torch.ones(B, T).long()
    mask = attention_mask.long()
    if (mask.sum(1) == 0).any():
        raise ValueError("empty row")
    last = T - 1 - mask.flip(1).argmax(1)
    return hidden[last, torch.arange(B)]
