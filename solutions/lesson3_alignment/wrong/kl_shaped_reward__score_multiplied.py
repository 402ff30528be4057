"""L3.K70: The score is multiplied by what is left after the drift, so a negative score gets
better by drifting.

credit: 0.25
question: Which operation of the formula joins score and drift?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score * (1 - beta * ratio.sum(dim=1))
