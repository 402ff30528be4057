"""L3.K03: A long answer may drift as far per token as a short one, at the same price. How many
nats has the whole answer drifted?

credit: 0.5
input: score 2, policy -1 -2, reference -3 -1, beta 0.1
yours: 1.95
holds: every token adds its drift
question: What do you divide by?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score - beta * ratio.sum(dim=1) / mask.sum(dim=1)
