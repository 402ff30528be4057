"""The three results have names, and the rewards are computed without a graph from the start."""

from typing import NamedTuple

import torch
import torch.nn.functional as F


class Result(NamedTuple):
    loss: torch.Tensor
    chosen_rewards: torch.Tensor
    rejected_rewards: torch.Tensor


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    with torch.no_grad():
        pairs = ((policy_chosen, ref_chosen), (policy_rejected, ref_rejected))
        rewards = [beta * (p - r) for p, r in pairs]
        shift = ref_chosen - ref_rejected
    loss = F.softplus(-beta * (policy_chosen - policy_rejected - shift)).mean()
    return Result(loss, *rewards)
