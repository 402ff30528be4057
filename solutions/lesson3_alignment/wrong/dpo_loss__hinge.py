"""L3.D58: Beyond a lead of 1 your loss is flat, and below it a straight line. Which function has
the formula instead?

credit: 0.25
question: Where does the number 1 come from?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = (1 - (chosen - rejected)).clamp(min=0).mean()
    return loss, chosen.detach(), rejected.detach()
