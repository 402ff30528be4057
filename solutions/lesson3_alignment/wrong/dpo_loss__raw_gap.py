"""L3.D76: Your loss is the gap itself, so it can fall for ever by making easy pairs wider.

credit: 0.25
question: What turns a gap into the chance of winning?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    loss = (rejected - chosen).mean()
    return loss, chosen.detach(), rejected.detach()
