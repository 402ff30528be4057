"""L3.R68: A tenth of each pair counts the other way round. People may err, but the contract takes
their word.

credit: 0.5
input: scores 100 and 0
yours: 10
holds: a pair that is clearly right costs nothing
question: Which second term does your loss have?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    gap = chosen - rejected
    return -(0.9 * F.logsigmoid(gap) + 0.1 * F.logsigmoid(-gap)).mean()
