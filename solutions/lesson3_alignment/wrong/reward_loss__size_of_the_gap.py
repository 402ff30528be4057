"""L3.R65: A pair in the wrong order costs as little as one in the right order. The sign of the
gap is the whole information.

credit: 0.25
input: scores 0.3 and 0.7
yours: 0.5130
holds: the two orders of a pair cost differently
question: Where does your code lose the sign?
"""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return -F.logsigmoid((chosen - rejected).abs()).mean()
