"""L2.L68: You divide by one more than there are supervised tokens, so every loss is a little too
small. Only one case needs a guard.

credit: 0.75
input: one supervised token
yours: half of its loss
holds: equal scores for V tokens cost log V, however many tokens are supervised
question: In which case alone is there something to guard against?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / (keep.sum() + 1)
