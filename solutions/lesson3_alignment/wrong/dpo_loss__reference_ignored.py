"""L3.D01: Your loss does not react when the reference's numbers change. What should the policy be
compared with?

credit: 0.25
input: the same policy with two references
yours: the same loss twice
holds: a better reference makes the policy's lead smaller
question: Which arguments enter your loss?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(beta * (policy_chosen - policy_rejected)).mean()
    return loss, chosen.detach(), rejected.detach()
