"""L3.R67: Your loss is the gap itself, so it can fall for ever by making easy pairs wider.

credit: 0.25
input: scores 0.7 and 0.3
yours: -0.4
holds: no loss is below 0
question: What turns a gap into the chance of winning?
"""


def reward_loss(chosen, rejected):
    return (rejected - chosen).mean()
