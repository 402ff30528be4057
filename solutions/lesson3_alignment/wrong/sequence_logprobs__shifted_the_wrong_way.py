"""L3.S02: Each score is compared with the token before it. Which token does position t of a
causal model predict?

credit: 0.25
input: ids [a b c], completion b c
yours: scores of positions 1 and 2 at a and b
holds: the scores at a position say what comes after it
question: Which of the two, scores or ids, loses its first entry?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, 1:].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, :-1].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
