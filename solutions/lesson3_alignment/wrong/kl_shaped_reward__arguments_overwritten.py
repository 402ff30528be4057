"""L3.K69: Your function changes the log-probabilities it was given. PPO still needs them.

credit: 0.75
question: Which of your operators works in place?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    logprobs -= ref_logprobs
    return score - beta * (logprobs * mask).sum(dim=1)
