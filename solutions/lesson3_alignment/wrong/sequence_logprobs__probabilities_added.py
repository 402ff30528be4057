"""L3.S57: You add up probabilities. For the chance of a text they are multiplied, or their
logarithms are added.

credit: 0.25
input: three tokens of probability 1/4 each
yours: 0.75
holds: the result is at most 0
question: Which function is missing between softmax and sum?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    p = torch.softmax(logits[:, :-1].float(), dim=-1)
    p = p.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), p, 0.0).sum(dim=1)
