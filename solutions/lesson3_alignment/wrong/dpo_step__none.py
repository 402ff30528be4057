"""L3.T92: Your function returns nothing and nothing moves. A dict of three floats should come
out.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    return None
