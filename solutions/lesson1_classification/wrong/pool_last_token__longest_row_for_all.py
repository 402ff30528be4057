"""L1.P53: Every row is cut where the longest row ends, so short rows give padding. Look
at a batch with two different lengths.

credit: 0.25
input: mask [[1, 1, 1, 1, 0], [1, 1, 0, 0, 0]]
yours: index 3 for both rows
holds: lengthening the first sentence must not change the vector of the second
question: Over which axes do you take the maximum?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    mask = attention_mask.long()
    if (mask.sum(1) == 0).any():
        raise ValueError("empty row")
    last = (mask * torch.arange(mask.shape[1])).max()
    return hidden[:, last]
