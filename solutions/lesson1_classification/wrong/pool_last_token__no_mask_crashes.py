"""L1.P57: Without a mask the call breaks off. Decide which places are real when nobody
says so.

credit: 0.75
input: hidden[0] = [a b c], no mask
yours: an error
holds: leaving the mask out gives the same as a mask full of ones
question: What is `attention_mask` when the caller gives only the hidden states?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    reversed_mask = torch.fliplr(attention_mask.long())
    if (reversed_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    last = hidden.size(1) - 1 - reversed_mask.argmax(1)
    return hidden[torch.arange(hidden.size(0)), last]
