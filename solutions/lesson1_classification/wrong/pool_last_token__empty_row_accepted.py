"""L1.P20: A row of nothing but padding comes back with a vector. Read what the contract
wants for a row that has no last token.

credit: 0.9
input: mask [0, 0, 0, 0, 0]
yours: a vector, as if the row had text
holds: a row without text has no last word, so no vector can stand for it
question: What does your index come out as when every slot is padding?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    B, T, _ = hidden.shape
    if attention_mask is None:
        attention_mask = torch.ones(B, T, device=hidden.device)
    order = torch.arange(T, device=hidden.device)
    last = (attention_mask.long() * order).argmax(dim=1)
    return hidden[torch.arange(B, device=hidden.device), last]
