"""L3.R52: For a gap of -400 your loss is not finite. The sigmoid there is rounded to 0 before its
logarithm is taken.

credit: 0.75
input: scores -200 and 200
yours: inf
holds: the loss there is about the gap
question: Which function of torch takes both steps at once?
"""

import torch


def reward_loss(chosen, rejected):
    return -torch.log(torch.sigmoid(chosen - rejected)).mean()
