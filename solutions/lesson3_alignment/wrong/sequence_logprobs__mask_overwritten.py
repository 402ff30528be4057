"""L3.S74: Your function changes the mask it was given. The caller still needs it.

credit: 0.75
question: What else can see the tensor into which you write?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    completion_mask[:, 0] = 0
    lp = torch.log_softmax(logits.float(), dim=-1).roll(1, dims=1)
    lp = lp.gather(-1, input_ids.unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask.bool(), lp, 0.0).sum(dim=1)
