"""L3.K73: You return one number for the whole batch. One per answer is asked for.

credit: 0.5
question: What is the shape of your result?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return (score - beta * ratio.sum(dim=1)).mean()
