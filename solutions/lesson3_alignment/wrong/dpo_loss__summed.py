"""L3.D52: Your loss grows with the number of pairs. Then the learning rate depends on the batch's
size.

credit: 0.5
input: one pair, then the same pair twice
yours: 0.59814, then 1.19628
holds: the same loss twice
question: What does the contract say about several pairs?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected).sum()
    return loss, chosen.detach(), rejected.detach()
