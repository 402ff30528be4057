"""L2.L67: The last token of each row is never predicted: one position too many is cut off.

credit: 0.5
input: labels [3, 5, 2]
yours: scores against the label 5 alone
holds: a row of n tokens has n - 1 predictions
question: How many positions are left after your cut?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-2].float()
    targets = labels[:, 1:-1]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
