"""L3.S13: You return one number for the whole batch. The loss will need one per row.

credit: 0.25
input: logits (2, 4, 5)
yours: a tensor of shape ()
holds: shape (2,)
question: Which axis do you add up over?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum()
