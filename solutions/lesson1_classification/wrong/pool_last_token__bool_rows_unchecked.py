"""L1.P98: A row without a real token is refused when the mask holds numbers, and pooled when it holds
bools. Compare what your test for empty rows says of either.

credit: 0.9
input: a bool mask with a row of False only
yours: a vector
holds: a ValueError, whatever the dtype of the mask
question: Does your condition read both kinds of mask alike?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if attention_mask.dtype != torch.bool and (attention_mask.sum(dim=1) == 0).any():
        raise ValueError("a row has no real token")
    positions = torch.arange(hidden.shape[1], device=hidden.device)
    last = (attention_mask.long() * positions).argmax(dim=1)
    return hidden[torch.arange(len(hidden)), last]
