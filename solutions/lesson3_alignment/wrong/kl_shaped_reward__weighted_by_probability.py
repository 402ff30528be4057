"""L3.K61: Each term is multiplied by its probability. The answer was sampled, so likely tokens
come up more often already.

credit: 0.5
question: Over what does an average over samples need no weights?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = logprobs.exp() * (logprobs - ref_logprobs) * mask
    return score - beta * ratio.sum(dim=1)
