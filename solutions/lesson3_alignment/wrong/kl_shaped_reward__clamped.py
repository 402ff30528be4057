"""L3.K10: A negative sum is set to 0, so the penalty is too large on average. The plain estimate
may be negative.

credit: 0.75
input: policy -3, reference -1
yours: no change of the score
holds: the reward rises by 2 beta
question: What does the docstring say about negative sums?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.sum(dim=1).clamp(min=0)
