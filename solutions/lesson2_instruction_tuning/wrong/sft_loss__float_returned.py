"""L2.L19: You return a plain float. Nothing can be sent back from it.

credit: 0.5
input: labels [., 3, 5], the dot is -100
yours: a float
holds: the caller can call backward() on the loss
question: What is lost when a tensor becomes a number?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return (losses.sum() / keep.sum().clamp(min=1)).item()
