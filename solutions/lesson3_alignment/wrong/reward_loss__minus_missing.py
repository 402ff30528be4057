"""L3.R02: Your loss is negative, and making it smaller makes the order of the answers worse.

credit: 0.25
input: scores 0.7 and 0.3
yours: -0.5130
holds: no loss is below 0
question: What sign does the logarithm of a probability have?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return F.logsigmoid(chosen - rejected).mean()
