"""L3.T93: Your function stops with an error on every batch. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    raise RuntimeError("not done")
