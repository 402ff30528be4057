"""L2.L10: Positions that are masked count as if token 0 were the answer. Which label is to be
skipped?

credit: 0.0
input: labels [., 3, 5], the dot is -100
yours: three terms
holds: changing the scores in front of a masked label changes nothing
question: What does your loss do with a label of 0?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float().flatten(0, 1)
    targets = labels[:, 1:].clamp(min=0).flatten()
    return F.cross_entropy(scores, targets)
