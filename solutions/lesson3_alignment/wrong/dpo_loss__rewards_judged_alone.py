"""L3.D68: Adding the same number to both rewards of a pair changes your loss. Only their
difference is known.

credit: 0.25
question: In what form do the two rewards of a pair enter?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -(F.logsigmoid(chosen) + F.logsigmoid(-rejected)).mean()
    return loss, chosen.detach(), rejected.detach()
