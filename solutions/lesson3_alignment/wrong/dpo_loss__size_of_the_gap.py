"""L3.D60: A pair that is behind costs as little as one that is ahead. The sign of the gap is the
whole information.

credit: 0.25
question: Where does your code lose the sign?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid((chosen - rejected).abs()).mean()
    return loss, chosen.detach(), rejected.detach()
