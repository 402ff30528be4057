"""L3.K74: A beta of 0 becomes 0.1, so drift has a price that nobody asked for.

credit: 0.75
input: a beta of 0
yours: the reward at 0.1
holds: the score itself
question: Is the number 0 true or false?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    beta = beta or 0.1
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.sum(dim=1)
