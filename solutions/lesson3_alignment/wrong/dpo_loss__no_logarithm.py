"""L3.D75: A pair that is very wrong costs hardly more than one that is slightly wrong. What makes
a small probability expensive?

credit: 0.5
question: Which function is missing around the sigmoid?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -(chosen - rejected).sigmoid().mean()
    return loss, chosen.detach(), rejected.detach()
