"""L3.D92: Your function returns nothing. A loss and two vectors of rewards should come out.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return None
