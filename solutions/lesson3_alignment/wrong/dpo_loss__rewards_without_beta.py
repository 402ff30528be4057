"""L3.D54: Your loss is right, and the rewards beside it lack beta. They are the same rewards.

credit: 0.75
input: -10 and -12 under the policy, -11 and -11 under the reference, beta 0.1
yours: rewards 1 and -1
holds: rewards 0.1 and -0.1
question: What are the rewards of which the loss takes the difference?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = policy_chosen - ref_chosen
    rejected = policy_rejected - ref_rejected
    loss = -F.logsigmoid(beta * (chosen - rejected)).mean()
    return loss, chosen.detach(), rejected.detach()
