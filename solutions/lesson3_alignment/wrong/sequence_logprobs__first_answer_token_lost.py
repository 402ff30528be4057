"""L3.S66: The first token of each answer is missing from your sum. It is predicted by the last
token of the prompt.

credit: 0.5
input: mask [0, 0, 1, 1]
yours: one term
holds: as many terms as marked tokens
question: How do the two halves of your mask condition overlap?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counts = completion_mask[:, 1:].bool() & completion_mask[:, :-1].bool()
    return torch.where(counts, lp, 0.0).sum(dim=1)
