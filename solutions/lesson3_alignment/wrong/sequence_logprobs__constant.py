"""L3.S91: Your result is the same number for every text. Begin with the log-probability of one
token.

credit: 0.0
lazy: yes
question: Where do the logits enter?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    return torch.full((len(logits),), -1.0, requires_grad=True)
