"""L3.S20: Only the last token of each answer counts. What about the words before it?

credit: 0.0
input: an answer of three tokens
yours: one log-probability
holds: changing any token of the answer changes the result
question: How many terms does your sum have?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counts = completion_mask[:, 1:].bool()
    rows = [row[keep][-1] if keep.any() else row.sum() * 0 for row, keep in zip(lp, counts)]
    return torch.stack(rows)
