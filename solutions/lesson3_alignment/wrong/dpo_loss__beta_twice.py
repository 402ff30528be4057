"""L3.D16: Beta enters your loss squared. Where is it multiplied in for the second time?

credit: 0.5
input: -10 and -12 under the policy, -11 and -11 under the reference, beta 0.1
yours: 0.6832
holds: 0.59814
question: Is beta part of your rewards already?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(beta * (chosen - rejected)).mean()
    return loss, chosen.detach(), rejected.detach()
