"""L2.L52: Your scores are compared with the token after the next: there is one shift too many.

credit: 0.25
input: labels [3, 5, 2]
yours: scores at position 0 against the label 2
holds: the scores at the last position but one count
question: By how much may scores and labels be apart?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-2].float()
    targets = labels[:, 2:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
