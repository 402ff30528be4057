"""The logarithm of a quotient of exponentials."""

import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    with torch.no_grad():
        base = ref_chosen - ref_rejected
    z = beta * (policy_chosen - policy_rejected - base)
    loss = -(1 / (1 + torch.exp(-z))).log().mean()
    good = beta * (policy_chosen - ref_chosen).detach()
    bad = beta * (policy_rejected - ref_rejected).detach()
    return loss, good, bad
