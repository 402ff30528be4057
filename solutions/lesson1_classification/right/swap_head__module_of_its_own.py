"""The new head is a small module around `F.linear`."""

import torch
import torch.nn.functional as F
from torch import nn


class _Scores(nn.Module):
    def __init__(self, like, num_classes):
        super().__init__()
        self.weight = nn.Parameter(like.new_empty(num_classes, like.shape[1]).normal_(0, 0.02))

    def forward(self, x):
        return F.linear(x, self.weight)


def swap_head(model, num_classes):
    model.head = _Scores(model.head.weight.detach(), num_classes)
    return model
