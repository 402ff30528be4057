"""L1.P56: Half-precision hidden states come back as float32. Compare the type of the
result with that of the input.

credit: 0.75
input: hidden in bfloat16
yours: a float32 result
holds: the result has the type of `hidden`
question: Where does your code change the type, and does it have to?
"""

import torch
import torch.nn.functional as F


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    mask = torch.ones(B, T) if attention_mask is None else attention_mask.float()
    if (mask.sum(1) == 0).any():
        raise ValueError("empty row")
    last = (mask * torch.arange(T)).argmax(1)
    one_hot = F.one_hot(last, T).float()
    return torch.einsum("bt,btd->bd", one_hot, hidden.float())
