"""L3.D53: Your beta is 0.1 whatever the caller asks for.

credit: 0.5
question: Where does your code use its last argument?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = 0.1 * (policy_chosen - ref_chosen)
    rejected = 0.1 * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
