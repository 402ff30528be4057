"""L1.P09: Rows that begin with padding, or have a gap, give the wrong place. Try your
search on a row whose first slot is not real.

credit: 0.75
input: hidden[0] = [a b c d e], mask [1, 1, 0, 1, 0]
yours: b
holds: changing d must change the result, since it is real and nothing real follows
question: Which padding slot does your search stop at, and can real tokens come later?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if not attention_mask.bool().any(dim=1).all():
        raise ValueError("empty row")
    first_pad = (attention_mask == 0).int().argmax(dim=1)
    idx = first_pad - 1  # -1 if there is no padding
    return hidden[torch.arange(hidden.size(0)), idx]
