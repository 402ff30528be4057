"""L3.K68: A larger beta makes your penalty smaller. It is the price of a nat.

credit: 0.25
question: Is beta above or below the line in the formula?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - ratio.sum(dim=1) / beta
