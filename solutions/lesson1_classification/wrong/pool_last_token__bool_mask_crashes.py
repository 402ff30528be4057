"""L1.P54: With a mask of True and False the call breaks off; with 0 and 1 it is right.
Both kinds of mask are part of the contract.

credit: 0.75
input: mask [True, True, False]
yours: an error
holds: a mask of True and False gives the same vectors as one of 1 and 0
question: Which of your operations needs numbers, and what could you do to the mask before it?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    padding = 1 - attention_mask
    if padding.all(dim=1).any():
        raise ValueError("empty row")
    T = hidden.shape[1]
    last = T - 1 - attention_mask.flip(1).argmax(1)
    return hidden[torch.arange(len(last)), last]
