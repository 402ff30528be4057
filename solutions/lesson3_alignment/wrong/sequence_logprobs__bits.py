"""L3.S68: Your numbers are in bits. The course measures in nats throughout.

credit: 0.75
input: three tokens of probability 1/4 each
yours: -6
holds: the natural logarithm
question: Which logarithm do you take or divide by?
"""

import math

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1) / math.log(2)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
