"""L1.P97: Without a mask no gradient comes back through your pooling, with a mask it does. Look at what
the two ways through your function do to the tensor.

credit: 0.75
input: hidden states that need a gradient, no mask
yours: no graph
holds: the gradient reaches the last position of each row
question: Which call cuts a tensor off its graph?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1].detach()
    if not attention_mask.bool().any(dim=1).all():
        raise ValueError("a row has no real token")
    positions = torch.arange(hidden.shape[1], device=hidden.device)
    last = (attention_mask.long() * positions).argmax(dim=1)
    return hidden[torch.arange(len(hidden)), last]
