"""L3.D57: The rewards you return do not react to the reference. They are log-ratios to it.

credit: 0.75
question: Which two log-probabilities does one reward compare?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, (beta * policy_chosen).detach(), (beta * policy_rejected).detach()
