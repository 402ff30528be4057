"""L3.S14: You return a number per token: the time axis is still there. How likely is the whole
answer?

credit: 0.5
input: logits (2, 4, 5)
yours: a tensor of shape (2, 3)
holds: shape (2,)
question: How does the probability of a text follow from those of its tokens?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0)
