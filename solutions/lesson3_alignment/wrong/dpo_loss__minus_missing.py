"""L3.D23: Your loss is negative, and making it smaller prefers the rejected answers.

credit: 0.25
input: -10 and -12 under the policy, -11 and -11 under the reference
yours: -0.59814
holds: no loss is below 0
question: What sign does the logarithm of a probability have?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
