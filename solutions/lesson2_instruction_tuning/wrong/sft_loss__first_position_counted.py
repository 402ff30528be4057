"""L2.L61: You count a supervised token at position 0, for which there is no prediction. Compare
what you sum over with what you count.

credit: 0.75
input: labels [3, 5, .]
yours: one term divided by two
holds: a label at position 0 changes nothing
question: Which tensor do you count in, and which do you sum over?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / (labels != -100).sum().clamp(min=1)
