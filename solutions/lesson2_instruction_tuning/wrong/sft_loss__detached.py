"""L2.L59: The number is right, but no gradient flows back from it. Follow the path from the loss
to the scores.

credit: 0.25
input: labels [., 3, 5], the dot is -100
yours: a loss without a graph
holds: nudging a score moves the loss, and backward() knows how
question: Which of your operations leaves the graph?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].detach().float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
