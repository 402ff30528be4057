"""L3.D56: A pair that is ahead pays for one that is behind, before the loss has seen either.

credit: 0.5
question: Which comes first, the loss of a pair or the mean?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid((chosen - rejected).mean())
    return loss, chosen.detach(), rejected.detach()
