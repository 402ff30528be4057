"""The log-ratio is taken the other way round."""

import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    terms = torch.where(mask.bool(), ref_logprobs - logprobs, torch.zeros_like(logprobs))
    return torch.sub(score, terms.sum(-1), alpha=beta)
