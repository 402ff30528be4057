"""L3.K57: Your sum is divided by the length of the padded row, so padding makes drift cheaper.

credit: 0.5
question: What happens to your reward if a row gets more padding?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.mean(dim=1)
