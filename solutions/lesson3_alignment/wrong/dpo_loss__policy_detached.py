"""L3.D20: No gradient reaches the policy: the loss has the right value, and nothing to learn
from.

credit: 0.25
question: Which of the four arguments is trained?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    chosen = beta * (policy_chosen.detach() - ref_chosen)
    rejected = beta * (policy_rejected.detach() - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
