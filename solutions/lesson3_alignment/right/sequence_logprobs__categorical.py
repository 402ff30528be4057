"""torch's own distribution gives the log-probability of a token."""

import torch
from torch.distributions import Categorical


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = Categorical(logits=logits[:, :-1].float()).log_prob(input_ids[:, 1:])
    return lp.where(completion_mask[:, 1:].bool(), torch.tensor(0.0)).sum(dim=1)
