"""L3.K62: Prompt and padding pay, and the answer does not. Which value of the mask marks it?

credit: 0.25
question: What is masked out in your code: ones or zeros?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs).masked_fill(mask.bool(), 0.0)
    return score - beta * ratio.sum(dim=1)
