"""The right formula with chosen and rejected mixed up in the loss."""

import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    rc, rr = ref_chosen.detach(), ref_rejected.detach()
    h = policy_rejected - policy_chosen - (rr - rc)
    loss = torch.logaddexp(torch.zeros_like(h), -beta * h).mean()
    return loss, (beta * (policy_chosen - rc)).data, (beta * (policy_rejected - rr)).data
