"""L2.L53: You average within each row and then over rows, so a token of a short answer weighs
more. How many means does the contract ask for?

credit: 0.5
input: rows with 3 and with 1 supervised tokens
yours: the lone token weighs as much as the three
holds: two rows put together in one row cost the same
question: Over what is the mean to be taken?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    per_row = losses.sum(1) / keep.sum(1).clamp(min=1)
    return per_row.mean()
