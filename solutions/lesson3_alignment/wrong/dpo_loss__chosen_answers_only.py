"""L3.D64: The rejected answers do not enter your loss. That is instruction tuning on the chosen
ones.

credit: 0.0
question: Which arguments enter your loss?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -policy_chosen.mean()
    return loss, chosen.detach(), rejected.detach()
