"""L3.D72: Your loss is half of what it should be: you divide by the number of answers, and there
are two in a pair.

credit: 0.5
question: How many terms does your sum have, and what do you divide by?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).sum() / (2 * len(chosen))
    return loss, chosen.detach(), rejected.detach()
