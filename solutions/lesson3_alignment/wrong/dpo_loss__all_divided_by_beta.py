"""L3.D81: A larger beta makes your rewards and your loss smaller. Rewards are beta times a log-
ratio.

credit: 0.25
question: Is beta above or below the line in the formula?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = (policy_chosen - ref_chosen) / beta
    rejected = (policy_rejected - ref_rejected) / beta
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
