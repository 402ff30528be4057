"""L1.P96: From the 129th token on your position turns negative, so a long text gives the vector of an
earlier word. How far can the integers that you count in go?

credit: 0.75
input: a text of 200 real tokens
yours: position 127
holds: position 199
question: What is the largest number that an int8 holds?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if not attention_mask.bool().any(dim=1).all():
        raise ValueError("a row has no real token")
    positions = torch.arange(hidden.shape[1], device=hidden.device).to(torch.int8)
    last = (attention_mask.to(torch.int8) * positions).argmax(dim=1)
    return hidden[torch.arange(len(hidden)), last]
