"""L3.D26: The value is right everywhere, but where policy and reference agree the gradient is
zero. Every run begins there.

credit: 0.5
input: a policy that equals its reference
yours: gradients 0
holds: the chosen answer is made likelier
question: What slopes do torch's relu and abs have at 0?
"""

import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    z = chosen - rejected
    loss = (torch.relu(-z) + torch.log1p(torch.exp(-z.abs()))).mean()
    return loss, chosen.detach(), rejected.detach()
