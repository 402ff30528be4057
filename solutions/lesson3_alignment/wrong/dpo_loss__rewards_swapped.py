"""L3.D24: The two reward vectors are in each other's place.

credit: 0.75
input: -10 and -12 under the policy, -11 and -11 under the reference
yours: rewards -0.1 and 0.1
holds: the chosen answer's reward first
question: Which one does the contract name second?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, rejected.detach(), chosen.detach()
