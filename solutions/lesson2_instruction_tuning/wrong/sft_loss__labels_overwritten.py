"""L2.L18: The labels that you were given hold 0 where they held -100, and token 0 is skipped now.
Both come from one line: which one writes into an argument?

credit: 0.25
input: labels [., 3, 5], the dot is -100
yours: labels [0, 3, 5] afterwards
holds: the labels are the same before and after
question: Which of your lines writes into an argument?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    labels[labels == -100] = 0
    scores = logits[:, :-1].float().flatten(0, 1)
    targets = labels[:, 1:].flatten()
    total = F.cross_entropy(scores, targets, ignore_index=0, reduction="sum")
    return total / (targets != 0).sum().clamp(min=1)
