"""L2.L63: Only the first row of the batch counts. Follow the batch axis through your code.

credit: 0.25
input: two rows
yours: the loss of the first
holds: changing the scores of any row changes the loss
question: Which axis of the scores counts rows?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores, targets = logits[0, :-1].float(), labels[0, 1:]
    total = F.cross_entropy(scores, targets, ignore_index=-100, reduction="sum")
    return total / (targets != -100).sum().clamp(min=1)
