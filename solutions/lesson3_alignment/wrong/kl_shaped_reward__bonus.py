"""L3.K01: Drifting away from the reference raises your reward. A penalty is taken away.

credit: 0.25
aliases: L3.K02
input: score 2, policy -1 -2, reference -3 -1, beta 0.1
yours: 2.1
holds: a policy that drifts gets less
question: Which sign does the drift have in your result?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    ratio = (logprobs - ref_logprobs) * mask
    return score + beta * ratio.sum(dim=1)
