"""L3.S69: Your function changes the ids it was given. The caller still needs them.

credit: 0.75
question: Which of your methods ends in an underscore?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    counts = completion_mask.bool()
    targets = input_ids.masked_fill_(~counts, 0)[:, 1:]
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return torch.where(counts[:, 1:], lp, 0.0).sum(dim=1)
