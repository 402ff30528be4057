"""L3.R55: Your loss is a plain number, so nothing can be learned from it. Who will call backward?

credit: 0.5
question: Which of your steps leaves the graph behind?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid(chosen - rejected).mean().item()
