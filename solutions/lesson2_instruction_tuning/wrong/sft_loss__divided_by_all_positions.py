"""L2.L56: You divide by all positions, masked ones too: the longer the question, the smaller the
loss.

credit: 0.5
input: one supervised token of four
yours: a quarter of its loss
holds: a longer question leaves the loss of the answer as it is
question: How many terms does your sum have?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.numel()
