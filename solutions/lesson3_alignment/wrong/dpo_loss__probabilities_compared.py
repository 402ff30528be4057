"""L3.D69: You compare probabilities. For texts they are 0 in float32, so every loss is log 2.

credit: 0.25
question: What do you do to the log-probabilities first?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen.exp() - ref_chosen.exp())
    rejected = beta * (policy_rejected.exp() - ref_rejected.exp())
    loss = -F.logsigmoid(chosen - rejected).mean()
    return loss, chosen.detach(), rejected.detach()
