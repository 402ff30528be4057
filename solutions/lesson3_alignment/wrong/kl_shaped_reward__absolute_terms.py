"""L3.K51: A token that the policy likes less costs as much as one that it likes more. The terms
have a sign.

credit: 0.5
question: Where does your code lose the sign?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs).abs() * mask
    return score - beta * ratio.sum(dim=1)
