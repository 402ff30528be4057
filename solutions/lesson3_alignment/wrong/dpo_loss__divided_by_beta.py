"""L3.D22: A larger beta makes your loss react less. It should hold the policy more strongly.

credit: 0.25
input: -10 and -12 under the policy, -11 and -11 under the reference, beta 0.1
yours: a loss of nearly 0
holds: 0.59814
question: Is beta above or below the line in your loss?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    z = ((policy_chosen - ref_chosen) - (policy_rejected - ref_rejected)) / beta
    loss = -F.logsigmoid(z).mean()
    return loss, chosen.detach(), rejected.detach()
