"""L1.P07: Your vector comes from the slot right behind the text, and a full row runs off
its end. At which number does Python start to count places?

credit: 0.5
input: hidden[0] = [a b c d e], mask [1, 1, 1, 0, 0]
yours: d
holds: changing d must not matter, since it is padding
question: If a row holds three tokens, what are their three indices?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    length = attention_mask.long().sum(1)
    if length.min() == 0:
        raise ValueError("empty row")
    rows = torch.arange(hidden.shape[0])
    return hidden[rows, length]
