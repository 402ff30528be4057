"""L3.S71: Every row is read with the first row's mask. Answers begin and end at their own places.

credit: 0.5
question: Which index of the mask do you use for row 1?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[0, 1:].bool(), lp, 0.0).sum(dim=1)
