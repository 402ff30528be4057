"""L3.R51: Beyond a gap of 1 your loss is flat, and below it a straight line. Which function has
the formula instead?

credit: 0.25
input: scores 2 and 0
yours: 0
holds: a wider gap is always a little cheaper
question: Where does the number 1 come from?
"""


def reward_loss(chosen, rejected):
    return (1 - (chosen - rejected)).clamp(min=0).mean()
