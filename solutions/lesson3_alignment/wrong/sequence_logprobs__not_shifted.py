"""L3.S53: Each token is scored by its own position, which has read it already. Which position
predicts it?

credit: 0.25
input: ids [a b c], completion c
yours: the scores at c, of the token c
holds: a token is judged before it is read
question: What has position t read?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits.float(), dim=-1)
    lp = lp.gather(-1, input_ids.unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask.bool(), lp, 0.0)[:, 1:].sum(dim=1)
