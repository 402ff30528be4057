"""L3.D93: Your function stops with an error on every batch. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    raise RuntimeError("not done")
