"""L3.K65: With a mask of numbers your function stops or picks wrong places: a mask of numbers is
an index to torch.

credit: 0.75
question: What does indexing with 0 and 1 pick?
"""

import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    rows = [(p - r)[m].sum() for p, r, m in zip(logprobs, ref_logprobs, mask)]
    return score - beta * torch.stack(rows)
