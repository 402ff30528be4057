"""L3.R69: Adding the same number to all scores changes your loss: it also asks the scores to be
small.

credit: 0.5
input: scores 10.7 and 10.3
yours: more than 0.5130
holds: the loss of 0.7 and 0.3
question: Which term of yours looks at a score alone?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected).mean() + 0.01 * (chosen**2 + rejected**2).mean()
