"""L3.S90: Your result is 0 for every text. Begin with the log-probability of one token.

credit: 0.0
lazy: yes
question: Where do the logits enter?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    return torch.zeros(len(logits))
