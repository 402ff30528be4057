"""L3.D02: Your loss falls when the rejected answer becomes likelier. Which of the two should be
ahead?

credit: 0.25
input: -10 and -12 under the policy, -11 and -11 under the reference
yours: 0.7981
holds: a pair that is ahead costs less than log 2
question: Which answer's reward has the minus sign in your loss?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(rejected - chosen).mean()
    return loss, chosen.detach(), rejected.detach()
