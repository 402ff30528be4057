"""L3.S51: Your number is a mean over the tokens. Twice as long an answer of the same words should
be twice as unlikely, in nats.

credit: 0.5
input: three tokens of probability 1/4 each
yours: -1.3863
holds: the probabilities of the tokens are multiplied
question: What do you divide by?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counts = completion_mask[:, 1:].bool()
    return torch.where(counts, lp, 0.0).sum(dim=1) / counts.sum(dim=1).clamp(min=1)
