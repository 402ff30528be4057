"""L3.R92: Your function returns nothing. A tensor with one number should come out.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def reward_loss(chosen, rejected):
    return None
