"""L2.L64: Your loss has an axis of length 1; a tensor without axes is asked for. Compare the shape
of your result with ().

credit: 0.9
input: labels [., 3, 5], the dot is -100
yours: a tensor of shape (1,)
holds: the loss is one number
question: What is the shape of your result?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return (losses.sum() / keep.sum().clamp(min=1)).reshape(1)
