"""L3.D05: A reference that prefers the chosen answer already makes your loss smaller. Its part
should have the other sign.

credit: 0.25
aliases: L3.D06
input: a policy that equals its reference
yours: a loss that is not log 2
holds: the loss is log 2
question: Which sign does the reference's difference have in the formula?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    z = beta * ((policy_chosen - policy_rejected) + (ref_chosen - ref_rejected))
    loss = -F.logsigmoid(z).mean()
    return loss, chosen.detach(), rejected.detach()
