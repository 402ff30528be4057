"""L3.S61: From bfloat16 logits you return bfloat16. A sum of -157.3 has no place there; float32
is asked for.

credit: 0.75
question: At which step does your result get its dtype?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1], dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, torch.zeros_like(lp)).sum(dim=1)
