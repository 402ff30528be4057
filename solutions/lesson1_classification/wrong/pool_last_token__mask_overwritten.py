"""L1.P58: After your call the caller's mask holds other numbers than before. Which of
your lines writes into a tensor that is not yours?

credit: 0.75
input: mask [1, 1, 1, 0] of whole numbers
yours: the same tensor afterwards: [0, 1, 2, 0]
holds: calling the function twice with the same mask gives the same vectors twice
question: Is the tensor you multiply a copy, or the caller's own?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        return hidden[:, -1]
    places = attention_mask.long()
    if (places.sum(1) == 0).any():
        raise ValueError("empty row")
    places *= torch.arange(T)
    return hidden[torch.arange(B), places.argmax(1)]
