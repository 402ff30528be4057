"""L3.S06: A very unlikely token gives minus infinity. Its probability is rounded to 0 before you
take the logarithm.

credit: 0.75
input: scores 300 and -300, the token is the second
yours: -inf
holds: a difference of scores stays finite
question: Which function of torch takes both steps at once?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = logits[:, :-1].float().softmax(dim=-1).log()
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
