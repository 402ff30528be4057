"""L3.R12: Adding the same number to all scores changes your loss. Is the difference taken before
or after the sigmoid?

credit: 0.25
input: scores 0.7 and 0.3, then 10.7 and 10.3
yours: two different losses
holds: the same loss twice
question: Of what is the sigmoid taken in the formula?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -(F.logsigmoid(chosen) - F.logsigmoid(rejected)).mean()
