"""L3.S70: No token of yours costs more than a fixed amount, and beyond it the gradient is gone.

credit: 0.75
input: scores 300 and -300, the token is the second
yours: -20
holds: a lower score gives a lower log-probability, however low
question: Which numbers do you cut off?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1).clamp(min=-20.0)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
