"""L3.R66: Beyond a certain gap your loss stands still and the gradient is gone: the worst pairs
teach nothing.

credit: 0.75
input: scores -100 and 100
yours: 20
holds: the loss there is about the gap
question: Which numbers do you cut off, and was it needed?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid((chosen - rejected).clamp(-20, 20)).mean()
