"""L2.L57: With scores in bfloat16 your loss is bfloat16 too, so it has two or three digits. Follow
the type from the scores to the sum.

credit: 0.75
input: scores in bfloat16
yours: a loss in bfloat16
holds: the loss is float32, whatever the scores are
question: In which precision does your sum run?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1]
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
