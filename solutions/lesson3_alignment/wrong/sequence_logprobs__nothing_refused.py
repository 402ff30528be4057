"""L3.S67: A row without a marked token stops your function. The contract has a number for it.

credit: 0.75
question: What is an empty sum?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    counts = completion_mask[:, 1:].bool()
    if not counts.any(dim=1).all():
        raise ValueError("a row has no completion")
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(counts, lp, 0.0).sum(dim=1)
