"""L2.L09: You divide by the number of rows. The mean is taken over supervised tokens.

credit: 0.5
input: a row with 4 supervised tokens
yours: four times the mean
holds: equal scores for V tokens cost log V, however many tokens are supervised
question: What are there four of in that row?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / len(labels)
