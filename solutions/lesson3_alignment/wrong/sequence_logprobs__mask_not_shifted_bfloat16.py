"""L3.S11 + L3.S61: Mask and targets are one place apart, and from bfloat16 logits you return
bfloat16. Which mask entry belongs to the first target, and where does your result get its dtype?

credit: 0.5
question: Which position's mask entry stands beside the first target?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1], dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, :-1].bool(), lp, torch.zeros_like(lp)).sum(dim=1)
