"""L2.L16: Scores and labels are flattened in different orders, so scores meet the labels of other
positions. Write down the order of both for two rows of three.

credit: 0.25
input: two rows of three positions
yours: scores of row 1 beside labels of row 0
holds: a batch of one row and one of two treat that row alike
question: In which order does each of the two run through rows and positions?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float().transpose(0, 1).reshape(-1, logits.shape[-1])
    targets = labels[:, 1:].reshape(-1)
    total = F.cross_entropy(scores, targets, ignore_index=-100, reduction="sum")
    return total / (targets != -100).sum().clamp(min=1)
