"""L3.S65: The last token of a full row never counts. Which position predicts it?

credit: 0.5
input: ids [a b c], mask [0, 1, 1]
yours: one term
holds: a row of T tokens has T - 1 that can be scored
question: How many terms can your sum have at most?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0)[:, :-1].sum(dim=1)
