"""L2.L22: Your loss is negative: training would make right tokens less likely.

credit: 0.25
input: labels [., 3, 5], the dot is -100
yours: a negative number
holds: the loss is never below 0
question: What sign has the logarithm of a probability?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    logp = logits[:, :-1].float().log_softmax(dim=-1)
    targets = labels[:, 1:]
    keep = targets != -100
    picked = logp.gather(2, targets.clamp(min=0)[..., None])[..., 0]
    return (picked * keep).sum() / keep.sum().clamp(min=1)
