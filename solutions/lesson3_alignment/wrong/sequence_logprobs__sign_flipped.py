"""L3.S52: Your log-probabilities are positive. A probability is at most 1.

credit: 0.5
input: three tokens of probability 1/4 each
yours: 4.1589
holds: no log-probability is above 0
question: Which function gives you a loss where a log-probability is asked for?
"""

import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    nll = F.cross_entropy(
        logits[:, :-1].float().transpose(1, 2), input_ids[:, 1:], reduction="none"
    )
    return nll.masked_fill(completion_mask[:, 1:] == 0, 0.0).sum(dim=1)
