"""L1.P61: All real tokens enter your vector, later ones with more weight. The contract
asks for one place of the row, unmixed.

credit: 0.25
input: hidden[0] = [a b c], mask [1, 1, 1]
yours: (a + 2 b + 3 c) / 6
holds: only one place of the row may move the result
question: What weight does the second to last token have in your sum?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    if attention_mask is None:
        attention_mask = torch.ones(B, T)
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    w = attention_mask * torch.arange(1, T + 1)
    w = (w / w.sum(1, keepdim=True)).to(hidden.dtype)
    return (hidden * w[..., None]).sum(1)
