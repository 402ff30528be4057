"""L3.S51 + L3.S61: Your number is a mean over the tokens, and from bfloat16 logits you return
bfloat16. What do you divide by, and where does your result get its dtype?

credit: 0.5
question: How does the probability of a text follow from those of its tokens?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1], dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counts = completion_mask[:, 1:].bool()
    total = torch.where(counts, lp, torch.zeros_like(lp)).sum(dim=1)
    return total / counts.sum(dim=1).clamp(min=1)
