"""L3.K56: Your estimate of the drift is never negative: it is not the plain one that the
docstring asks for.

credit: 0.5
question: Which terms does your sum have beyond the log-ratio?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = logprobs - ref_logprobs
    terms = ((-ratio).exp() - 1 + ratio) * mask
    return score - beta * terms.sum(dim=1)
