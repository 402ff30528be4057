"""L3.K54: The mask is shifted by one place against the log-probabilities. They stand where their
tokens stand already.

credit: 0.5
question: Who has shifted the log-probabilities before you got them?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs)[:, :-1] * mask[:, 1:]
    return score - beta * ratio.sum(dim=1)
