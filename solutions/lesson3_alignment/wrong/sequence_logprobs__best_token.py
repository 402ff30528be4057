"""L3.S18: Changing the answer's tokens does not change your result. You score what the model
would have said.

credit: 0.0
question: Where do the ids enter your computation?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1).max(dim=-1).values
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
