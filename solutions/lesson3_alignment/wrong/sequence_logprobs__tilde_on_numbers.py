"""L3.S60: With a mask of whole or of float numbers your function stops with an error. Masks of
all three kinds are allowed.

credit: 0.75
input: an int64 mask
yours: an error
holds: a mask of numbers means what the bool mask means
question: What does ~ do to the number 1?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return lp.masked_fill(~completion_mask[:, 1:], 0.0).sum(dim=1)
