"""L3.R58: No pair costs more than about 18, however wrong it is. What do you add before you take
the logarithm?

credit: 0.75
input: scores -100 and 100
yours: 18.4
holds: the loss there is about the gap
question: Why was the small number needed?
"""


def reward_loss(chosen, rejected):
    return -((chosen - rejected).sigmoid() + 1e-8).log().mean()
