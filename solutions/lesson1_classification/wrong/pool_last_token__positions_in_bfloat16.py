"""L1.P95: In long texts of bfloat16 your vector is that of a word further back. Positions are whole
numbers: which of them can the dtype that you count in still hold?

credit: 0.75
input: a text of 259 real tokens, in bfloat16
yours: a position that bfloat16 rounds to
holds: position 257 is told from position 256, whatever the dtype of the hidden states
question: How many whole numbers in a row has bfloat16?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if not attention_mask.bool().any(dim=1).all():
        raise ValueError("a row has no real token")
    positions = torch.arange(hidden.shape[1], device=hidden.device).to(hidden.dtype)
    last = (attention_mask.to(hidden.dtype) * positions).argmax(dim=1)
    return hidden[torch.arange(len(hidden)), last]
