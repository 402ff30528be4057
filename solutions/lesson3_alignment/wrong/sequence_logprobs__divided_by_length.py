"""L3.S63: Your sum is divided by the length of the padded row. Padding would make every answer
likelier.

credit: 0.5
question: What happens to your result if a row gets more padding?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).mean(dim=1)
