"""L3.K72: Scores and drifts meet as a row and a column, and you return a square. One number per
answer is asked for.

credit: 0.5
question: What shape does the drift have in your code?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.sum(dim=1, keepdim=True)
