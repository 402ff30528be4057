"""L3.K67: Every answer is read with the first one's mask. Answers begin and end at their own
places.

credit: 0.5
question: Which index of the mask do you use for row 1?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask[0]
    return score - beta * ratio.sum(dim=1)
