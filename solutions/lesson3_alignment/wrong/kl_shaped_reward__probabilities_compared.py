"""L3.K12: You compare probabilities. The drift is measured in nats, so in differences of
logarithms.

credit: 0.25
question: What do you do to the log-probabilities first?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs.exp() - ref_logprobs.exp()) * mask
    return score - beta * ratio.sum(dim=1)
