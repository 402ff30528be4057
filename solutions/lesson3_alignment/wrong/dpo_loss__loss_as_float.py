"""L3.D63: Your loss is a plain number, so nothing can be learned from it. Who will call backward?

credit: 0.5
question: Which of your steps leaves the graph behind?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss.item(), chosen.detach(), rejected.detach()
