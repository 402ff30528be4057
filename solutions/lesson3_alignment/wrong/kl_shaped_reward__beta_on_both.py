"""L3.K64: Beta scales the score as well. It is the price of a nat, not of the reward.

credit: 0.5
question: What is inside the brackets that beta stands before?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return beta * (score - ratio.sum(dim=1))
