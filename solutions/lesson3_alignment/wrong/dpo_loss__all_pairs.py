"""L3.D74: Every chosen answer is compared with every rejected one, also with those of other
prompts. Nobody made these comparisons.

credit: 0.5
question: What is the shape of your difference?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen[:, None] - rejected[None, :]).mean()
    return loss, chosen.detach(), rejected.detach()
