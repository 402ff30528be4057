"""Two classes, judged one by one."""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return F.softplus(-chosen).mean() + F.softplus(rejected).mean()
