"""L3.R53: Your loss falls when the rejected answer's score rises. Which of the two should be
ahead?

credit: 0.25
input: scores 0.7 and 0.3
yours: 0.9130
holds: a pair in the right order costs less than log 2
question: Which score has the minus sign?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(rejected - chosen).mean()
