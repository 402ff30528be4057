"""L3.K92: Your function returns nothing. One number per answer should come out.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    return None
