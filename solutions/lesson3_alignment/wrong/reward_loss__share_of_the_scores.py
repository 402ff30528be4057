"""L3.R64: You divide scores by each other, and a score may be negative. In which form do scores
become chances?

credit: 0.25
input: scores 0.7 and -0.3
yours: nan or a negative loss
holds: only the difference of the two counts
question: What would your formula need before it divides?
"""

import torch


def reward_loss(chosen, rejected):
    return -torch.log(chosen / (chosen + rejected)).mean()
