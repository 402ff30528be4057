"""L3.D51: For a gap of -500 your loss is not finite. The sigmoid there is rounded to 0 before its
logarithm is taken.

credit: 0.75
input: a gap of -500, beta 1
yours: inf
holds: the loss there is about the gap
question: Which function of torch takes both steps at once?
"""

import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -torch.log(torch.sigmoid(chosen - rejected)).mean()
    return loss, chosen.detach(), rejected.detach()
