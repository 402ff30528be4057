"""L2.L02: Your scores are compared with the token before their position. A language model is to
say what comes next.

credit: 0.25
input: labels [., 3, 5], the dot is -100
yours: scores at position 2 against the label 3
holds: the scores at the first position count
question: Which token has the model not seen yet at position 1?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, 1:].float()
    targets = labels[:, :-1]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
