"""L2.L69: Your loss is in bits; nats are asked for. Look up which logarithm cross-entropy takes.

credit: 0.5
input: equal scores for 8 tokens
yours: 3
holds: equal scores for V tokens cost the natural logarithm of V
question: Which logarithm is it?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1) / 0.6931471805599453
