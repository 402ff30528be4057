"""L3.D65: Only the chosen answers get a gradient. DPO also lowers what people did not like.

credit: 0.5
question: Which of the two policy terms is cut off from the graph?
"""

import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -F.logsigmoid(chosen - rejected.detach()).mean()
    return loss, chosen.detach(), rejected.detach()
