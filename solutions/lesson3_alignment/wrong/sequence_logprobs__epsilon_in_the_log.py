"""L3.S07: No token of yours is less likely than about -23 nats. What do you add before you take
the logarithm?

credit: 0.75
input: a token 40 nats below the others
yours: about -23
holds: a lower score gives a lower log-probability, however low
question: Why was the small number needed?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = (logits[:, :-1].float().softmax(dim=-1) + 1e-10).log()
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
