"""L3.D59: Your loss is smallest at one fixed lead, and grows again beyond. That is another
method, which has its own paper.

credit: 0.25
question: Which lead would be too large for people?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = (chosen - rejected - 0.5).pow(2).mean()
    return loss, chosen.detach(), rejected.detach()
