"""L3.K59: Tokens that the policy likes less count as 0, so the penalty is too large on average.
The plain estimate may be negative.

credit: 0.5
question: Which terms of your sum are cut off?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.clamp(min=0).sum(dim=1)
