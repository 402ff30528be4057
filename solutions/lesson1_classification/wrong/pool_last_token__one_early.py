"""L1.P08: Editing the final word of a row leaves your vector as it was. Follow your
index by hand on a row of three tokens.

credit: 0.5
input: hidden[0] = [a b c d e], mask [1, 1, 1, 0, 0]
yours: b
holds: changing c must change the result
question: Where do you subtract one, and was the index you subtract it from already an index?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T = hidden.shape[:2]
    if attention_mask is None:
        attention_mask = torch.ones(B, T)
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    pos = torch.arange(T).expand(B, T)
    last = torch.where(attention_mask.bool(), pos, torch.tensor(-1)).max(1).values
    return hidden[torch.arange(B), last - 1]
