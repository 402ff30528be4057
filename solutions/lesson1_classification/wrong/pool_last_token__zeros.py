"""L1.P90: Your result is zero whatever the hidden states are. Nothing of the sentence
reaches it.

credit: 0.0
lazy: yes
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    return torch.zeros(hidden.shape[0], hidden.shape[2], dtype=hidden.dtype)
