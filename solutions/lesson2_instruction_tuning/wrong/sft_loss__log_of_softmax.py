"""L2.L58: With large scores your loss is infinite or NaN: a probability has become 0 before its
logarithm is taken.

credit: 0.75
input: scores 200 and -200, the second is right
yours: infinity
holds: the loss is about 400
question: What is the smallest number above 0 that float32 has?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    p = torch.softmax(logits[:, :-1].float(), dim=-1)
    targets = labels[:, 1:]
    keep = targets != -100
    picked = p.gather(2, targets.clamp(min=0)[..., None])[..., 0]
    logp = torch.where(keep, picked, torch.ones_like(picked)).log()
    return -logp.sum() / keep.sum().clamp(min=1)
