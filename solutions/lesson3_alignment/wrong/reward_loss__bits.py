"""L3.R63: Equal scores cost 1 with you. That is a loss in bits; the course measures in nats.

credit: 0.75
input: equal scores
yours: 1
holds: log 2, about 0.6931
question: Which logarithm do you take or divide by?
"""

import math

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected).mean() / math.log(2)
