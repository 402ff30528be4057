"""L2.L54: Your loss grows with every supervised token. A mean is asked for.

credit: 0.5
input: four supervised tokens
yours: four times the mean
holds: a batch and the same batch twice cost the same
question: What does your loss become when the batch doubles?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum()
