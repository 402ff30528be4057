"""L2.L65: Your result is the exponential of the loss. That is perplexity, which one reports and
does not train on.

credit: 0.25
input: equal scores for 7 tokens
yours: 7
holds: equal scores for V tokens cost log V
question: Which function did you apply at the very end?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return (losses.sum() / keep.sum().clamp(min=1)).exp()
