"""L3.K60: The score enters once for each token, so long answers get more of it.

credit: 0.25
question: How often does the reward model score an answer?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    tokens = (score.unsqueeze(1) - beta * (logprobs - ref_logprobs)) * mask
    return tokens.sum(dim=1)
