"""L3.K91: You return the score as it came. What does the drift cost?

credit: 0.0
lazy: yes
question: Which arguments does your function not use?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    return score
