"""L3.K93: Your function stops with an error on every batch. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    raise RuntimeError("not done")
