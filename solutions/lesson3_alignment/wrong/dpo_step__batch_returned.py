"""L3.T94: You return the batch as it came. What do the models make of it?

credit: 0.0
lazy: yes
question: Which of the two models does your function use?
"""


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    return batch
