"""L3.S72: For scores of 300 your result is not finite. An exponential of a raw score overflows
long before that.

credit: 0.75
input: scores 300 and -300
yours: -inf or nan
holds: adding the same number to all scores changes nothing
question: Which number can be subtracted from all scores first?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    scores = logits[:, :-1].float()
    chosen = scores.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    lp = chosen - scores.exp().sum(dim=-1).log()
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
