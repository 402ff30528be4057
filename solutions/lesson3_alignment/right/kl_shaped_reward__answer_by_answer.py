"""Python loops over answers and tokens."""

import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    result = []
    for s, p, q, m in zip(score, logprobs, ref_logprobs, mask):
        drift = sum(a - b for a, b, keep in zip(p, q, m) if keep)
        result.append(s - beta * drift)
    return torch.stack(result)
