"""L2.L66: A part of each label is spread over all tokens. The contract asks for the plain cross-
entropy.

credit: 0.5
input: a token that is predicted with certainty
yours: a loss above 0
holds: a token that is predicted with certainty costs nothing
question: Which argument of cross-entropy did you set?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(
        scores.transpose(1, 2), targets, ignore_index=-100, reduction="none", label_smoothing=0.1
    )
    return losses.sum() / keep.sum().clamp(min=1)
