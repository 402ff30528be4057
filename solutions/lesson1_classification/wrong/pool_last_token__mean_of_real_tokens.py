"""L1.P60: Your vector is the average of all real tokens. Which single place of a
causal model already holds the whole sentence?

credit: 0.25
input: hidden[0] = [a b c d e], mask [1, 1, 1, 0, 0]
yours: (a + b + c) / 3
holds: only one place of the row may move the result
question: What has the last token read that the earlier ones have not?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden.mean(1)
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    m = attention_mask.to(hidden.dtype).unsqueeze(-1)
    return (hidden * m).sum(1) / m.sum(1)
