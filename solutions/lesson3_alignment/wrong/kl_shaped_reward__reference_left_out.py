"""L3.K71: Your reward does not react to the reference. A policy cannot drift from nothing.

credit: 0.25
question: Which argument does your function not use?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    return score - beta * (logprobs * mask).sum(dim=1)
