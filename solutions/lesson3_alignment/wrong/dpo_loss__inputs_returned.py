"""L3.D94: You return three of your arguments as they came. How do they combine?

credit: 0.0
lazy: yes
question: What is computed in your function?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return policy_chosen.mean(), policy_chosen.detach(), policy_rejected.detach()
