"""L2.L51: Each position is compared with its own token, which the model has read already. What is
it to predict?

credit: 0.25
input: labels [., 3, 5], the dot is -100
yours: scores at position 1 against the label 3
holds: the scores at the last position do not count
question: Which token has the model not seen yet at position 1?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits.float()
    targets = labels
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
