"""L3.D55: You return a loss for each pair. `backward()` takes a single number.

credit: 0.5
input: 3 pairs
yours: a loss of shape (3,)
holds: shape ()
question: Which word of the contract is not in your code?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected)
    return loss, chosen.detach(), rejected.detach()
