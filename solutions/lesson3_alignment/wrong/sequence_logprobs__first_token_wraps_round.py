"""L3.S56: A marked first token is scored by the last position of the row. Nothing comes before
the first token, so nothing predicts it.

credit: 0.75
input: mask [1, 1, 0]
yours: two terms
holds: position 0 never counts
question: What does a roll put in the place that it empties?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits.float(), dim=-1).roll(1, dims=1)
    lp = lp.gather(-1, input_ids.unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask.bool(), lp, 0.0).sum(dim=1)
