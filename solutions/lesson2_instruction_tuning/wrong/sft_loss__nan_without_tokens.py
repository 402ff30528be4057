"""L2.L55: Without supervised tokens your loss is NaN, and one such batch ruins all weights. Ask
what your mean divides by.

credit: 0.75
input: labels of nothing but -100
yours: NaN
holds: there is nothing to learn, so nothing is to be changed
question: What is 0 divided by 0?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float().flatten(0, 1)
    return F.cross_entropy(scores, labels[:, 1:].flatten(), ignore_index=-100)
