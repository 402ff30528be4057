"""L3.K66: With a mask of whole or of float numbers your function stops with an error. Masks of
all three kinds are allowed.

credit: 0.75
question: What does ~ do to the number 1?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs).masked_fill(~mask, 0.0)
    return score - beta * ratio.sum(dim=1)
