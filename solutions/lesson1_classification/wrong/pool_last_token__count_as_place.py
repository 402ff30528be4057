"""L1.P03: Left-padded rows give a vector that is not that of the last word. Compare
how many real tokens such a row has with where they stand.

credit: 0.5
input: hidden[0] = [a b c d e], mask [0, 0, 1, 1, 1]
yours: c
holds: changing e must change the result
question: In the row above, how many real tokens are there, and where does the last one stand?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    n_real = attention_mask.sum(dim=1)
    if (n_real == 0).any():
        raise ValueError("row without real token")
    return hidden[torch.arange(len(hidden)), n_real - 1]
