"""L3.K53: You return a reward per token. One per answer is asked for.

credit: 0.5
question: Over which axis is the drift added up?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score.unsqueeze(1) - beta * ratio
