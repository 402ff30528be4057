"""L1.P62: Each number of your vector is the largest over time, from whichever token has
it. The contract asks for one token's vector.

credit: 0.0
input: hidden[0] = [(1, 5), (2, 4)], mask [1, 1]
yours: (2, 5)
holds: the result is one of the row's own vectors
question: Which word of the sentence does your vector belong to?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden.amax(1)
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    pad = (attention_mask == 0).unsqueeze(-1)
    return hidden.masked_fill(pad, float("-inf")).amax(dim=1)
