"""L3.R10: A pair in the right order pays for one in the wrong order, before the loss has seen
either.

credit: 0.5
input: scores (0.7, 0.3) and (0.3, 0.7)
yours: 0.6931
holds: the mean of 0.5130 and 0.9130
question: Which comes first, the loss of a pair or the mean?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid((chosen - rejected).mean())
