"""L1.P18: The values are right; a time axis of length one is left over. Compare the
number of axes with the contract.

credit: 0.75
input: hidden of shape (2, 5, 3)
yours: a result of shape (2, 1, 3)
holds: the result has as many axes as `hidden` has without time
question: What is the shape of one row of your result?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    if attention_mask is None:
        return hidden[:, -1:]
    mask = attention_mask.long()
    if (mask.sum(1) == 0).any():
        raise ValueError("empty row")
    last = (mask * torch.arange(T)).argmax(1)
    return torch.gather(hidden, 1, last.view(B, 1, 1).expand(B, 1, D))
