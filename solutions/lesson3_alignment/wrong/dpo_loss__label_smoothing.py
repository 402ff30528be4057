"""L3.D61: A tenth of each pair counts the other way round. People may err, but the contract takes
their word.

credit: 0.5
question: Which second term does your loss have?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    z = chosen - rejected
    loss = -(0.9 * F.logsigmoid(z) + 0.1 * F.logsigmoid(-z)).mean()
    return loss, chosen.detach(), rejected.detach()
