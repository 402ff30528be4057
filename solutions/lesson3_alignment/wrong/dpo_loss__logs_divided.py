"""L3.D18: You divide log-probabilities by each other. What is the logarithm of a ratio?

credit: 0.25
question: Which operation on logarithms stands for a division of numbers?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen / ref_chosen).log()
    rejected = beta * (policy_rejected / ref_rejected).log()
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
