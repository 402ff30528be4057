"""L3.S55: You add up everything but the answer. Which value of the mask marks it?

credit: 0.25
question: What is masked out in your code: ones or zeros?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return lp.masked_fill(completion_mask[:, 1:].bool(), 0.0).sum(dim=1)
