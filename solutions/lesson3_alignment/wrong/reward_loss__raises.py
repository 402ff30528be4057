"""L3.R93: Your function stops with an error on every batch. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def reward_loss(chosen, rejected):
    raise RuntimeError("not done")
