"""L3.S75: In rows of two tokens every row gets the terms of all rows. A bare squeeze drops each axis
of length 1.

credit: 0.75
input: three rows of two tokens
yours: three rows and three columns, added up
holds: one term per row
question: Which shape does your tensor have when only one position is left?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    counts = completion_mask[:, 1:].bool()
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze()
    return torch.where(counts, lp, 0.0).sum(dim=-1)
