"""A masked mean, row by row."""

import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    drifts = [
        (p - q)[m.bool()].mean() for p, q, m in zip(logprobs, ref_logprobs, mask, strict=True)
    ]
    return score - beta * torch.stack(drifts)
