"""L3.K52: Every answer pays for all others of the batch. Each one pays for its own drift.

credit: 0.5
question: Over which axes do you add up?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.sum(dim=1).mean()
