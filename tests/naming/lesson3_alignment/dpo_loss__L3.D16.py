"""The rewards hold beta, and the logit gets it again."""

import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref = torch.stack([ref_chosen, ref_rejected]).detach()
    rewards = beta * (torch.stack([policy_chosen, policy_rejected]) - ref)
    gap = rewards[0] - rewards[1]
    loss = F.binary_cross_entropy_with_logits(beta * gap, torch.ones_like(gap))
    return loss, *rewards.detach()
