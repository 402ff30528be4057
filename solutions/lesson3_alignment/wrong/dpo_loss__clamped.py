"""L3.D70: Beyond a certain gap your loss stands still and the gradient is gone: the worst pairs
teach nothing.

credit: 0.75
question: Which numbers do you cut off, and was it needed?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid((chosen - rejected).clamp(-20, 20)).mean()
    return loss, chosen.detach(), rejected.detach()
