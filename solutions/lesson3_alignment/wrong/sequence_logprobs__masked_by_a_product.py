"""L3.S19: A token that does not count, with a score of minus infinity, turns the row into NaN.
What is 0 times infinity?

credit: 0.9
input: a prompt token with the score -inf
yours: nan
holds: what does not count cannot change the result
question: How can an entry be left out, rather than multiplied?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return (lp * completion_mask[:, 1:].float()).sum(dim=1)
