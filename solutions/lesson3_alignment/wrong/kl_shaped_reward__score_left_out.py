"""L3.K58: You return the penalty alone. What did the reward model say?

credit: 0.25
question: Which argument does your function not use?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return -beta * ratio.sum(dim=1)
