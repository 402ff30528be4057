"""L3.K55: Your beta is 0.1 whatever the caller asks for.

credit: 0.5
question: Where does your code use its last argument?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - 0.1 * ratio.sum(dim=1)
