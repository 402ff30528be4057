"""L3.K07: Prompt and padding pay too. Change a token that is not marked and look at the reward.

credit: 0.5
question: Where does the mask enter your sum?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    return score - beta * (logprobs - ref_logprobs).sum(dim=1)
