"""The larger of 0 and -gap, and the rest of the logarithm, with a slope at 0 from the maximum."""

import torch


def reward_loss(chosen, rejected):
    gap = chosen - rejected
    top = torch.maximum(-gap, torch.zeros_like(gap))
    return (top + torch.log(torch.exp(-top) + torch.exp(-gap - top))).mean()
