"""L2.L62: Your scores are turned into probabilities before cross-entropy does the same. The
gradient is much too flat.

credit: 0.5
input: scores 3 and 0
yours: a loss near that of equal scores
holds: adding up what cross-entropy exponentiates gives more than 1
question: What does cross-entropy expect as its first argument?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float().softmax(-1)
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
