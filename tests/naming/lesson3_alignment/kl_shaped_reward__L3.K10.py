"""No penalty below zero."""

import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    total = torch.einsum("bt,bt->b", logprobs - ref_logprobs, mask.float())
    return score - torch.relu(beta * total)
