"""L2.L13: Without supervised tokens your loss is a new 0 that hangs on nothing, so backward()
fails on it. A zero can also be computed from the scores.

credit: 0.9
input: labels of nothing but -100
yours: a 0 without a graph
holds: the loss of every batch can be sent back
question: From which tensors does your 0 come?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float().flatten(0, 1)
    targets = labels[:, 1:].flatten()
    if (targets == -100).all():
        return torch.tensor(0.0)
    return F.cross_entropy(scores, targets, ignore_index=-100)
