"""L3.D67: No pair costs more than about 18, however wrong it is. What do you add before you take
the logarithm?

credit: 0.75
question: Why was the small number needed?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = -((chosen - rejected).sigmoid() + 1e-8).log().mean()
    return loss, chosen.detach(), rejected.detach()
