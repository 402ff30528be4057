"""L3.K05: Your penalty is a squared distance: drifting down costs as much as drifting up. The
plain estimate has a sign.

credit: 0.5
question: Can a term of your sum be negative?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = 0.5 * (logprobs - ref_logprobs) ** 2 * mask
    return score - beta * ratio.sum(dim=1)
