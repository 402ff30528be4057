"""L3.S73: A row's result depends on the other rows of the batch. Which axis do you normalise
over?

credit: 0.25
question: Over which things should the probabilities of one position add up to 1?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=0)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
