"""L3.R59: The value is right everywhere, but for equal scores the gradient is zero: two answers
that begin alike are never told apart.

credit: 0.5
input: two equal scores
yours: gradients 0 and 0
holds: the chosen one is pushed up, the rejected one down
question: What slopes do torch's relu and abs have at 0?
"""

import torch


def reward_loss(chosen, rejected):
    gap = chosen - rejected
    return (torch.relu(-gap) + torch.log1p(torch.exp(-gap.abs()))).mean()
