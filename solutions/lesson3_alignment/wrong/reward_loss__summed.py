"""L3.R08: Twice the pairs, twice your loss. Then the learning rate depends on the batch's size.

credit: 0.5
input: one pair, then the same pair twice
yours: 0.5130, then 1.0260
holds: the same loss twice
question: What does the contract say about several pairs?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected).sum()
