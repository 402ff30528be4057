"""L3.D73: Where policy and reference agree your loss is not log 2: beta multiplies one of the two
terms only.

credit: 0.5
question: What is inside the brackets that beta stands before?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * policy_chosen - ref_chosen
    rejected = beta * policy_rejected - ref_rejected
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
