"""L3.S59: Adding 1 to all scores of a position changes your result. Scores become probabilities
only once they are normalised.

credit: 0.25
question: What makes the numbers of one position add up to 1?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    scores = logits[:, :-1].float().gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), scores, 0.0).sum(dim=1)
