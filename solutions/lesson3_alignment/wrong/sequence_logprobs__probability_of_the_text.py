"""L3.S58: You return the probability itself. Of a text of some hundred tokens it is 0 in float32.

credit: 0.5
input: three tokens of probability 1/4 each
yours: 0.0156
holds: the result is at most 0
question: Which last step of yours is one too many?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1).exp()
