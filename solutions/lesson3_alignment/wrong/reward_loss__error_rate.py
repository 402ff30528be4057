"""L3.R56: You count the pairs in the wrong order. A count has no slope: which way should the
scores move?

credit: 0.0
question: What is the gradient of a comparison?
"""


def reward_loss(chosen, rejected):
    return (chosen <= rejected).float().mean()
