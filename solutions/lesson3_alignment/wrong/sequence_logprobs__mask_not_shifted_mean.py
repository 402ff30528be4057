"""L3.S11 + L3.S51: Mask and targets are one place apart, and your number is a mean. Write down
one row of four tokens: which of them count, and what do you divide by?

credit: 0.5
question: Which position's mask entry stands beside the first target?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counts = completion_mask[:, :-1].bool()
    return torch.where(counts, lp, 0.0).sum(dim=1) / counts.sum(dim=1).clamp(min=1)
