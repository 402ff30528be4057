"""L3.S64: An axis of length 1 is left over. Subtract two such results of different batches and
look at the shape.

credit: 0.75
input: logits (2, 4, 5)
yours: a tensor of shape (2, 1)
holds: shape (2,)
question: Which of your steps keeps an axis that it need not keep?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1, keepdim=True)
