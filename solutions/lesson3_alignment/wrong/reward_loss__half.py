"""L3.R62: Your loss is half of what it should be: you divide by the number of answers, and there
are two in a pair.

credit: 0.5
input: scores 0.7 and 0.3
yours: 0.2565
holds: the mean is over pairs
question: How many terms does your sum have, and what do you divide by?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected).sum() / (len(chosen) + len(rejected))
