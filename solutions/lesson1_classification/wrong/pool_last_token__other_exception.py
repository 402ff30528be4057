"""L1.P70: A row without text ends in an exception other than the promised one. A caller
can only catch what the contract names.

credit: 0.9
input: mask [0, 0, 0]
yours: an exception of another class
holds: a row without text always ends in the same, documented exception
question: Which line stops the program here, and is it one you wrote for this purpose?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        attention_mask = torch.ones(B, T)
    assert (attention_mask.sum(1) > 0).all(), "empty row"
    last = [int(row.nonzero()[-1]) for row in attention_mask]
    return torch.stack([hidden[b, t] for b, t in enumerate(last)])
