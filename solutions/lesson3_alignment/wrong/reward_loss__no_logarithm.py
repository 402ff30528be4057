"""L3.R04: A pair that is very wrong costs hardly more than one that is slightly wrong. What makes
a small probability expensive?

credit: 0.5
input: scores 0.3 and 0.7
yours: -0.4013
holds: a wider gap the wrong way costs ever more
question: Which function is missing around the sigmoid?
"""


def reward_loss(chosen, rejected):
    return -(chosen - rejected).sigmoid().mean()
