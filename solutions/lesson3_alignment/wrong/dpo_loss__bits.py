"""L3.D71: Where policy and reference agree your loss is 1. That is a loss in bits; the course
measures in nats.

credit: 0.75
question: Which logarithm do you take or divide by?
"""

import math

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).mean() / math.log(2)
    return loss, chosen.detach(), rejected.detach()
