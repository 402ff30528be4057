"""L2.L11: Token 0 is skipped in place of -100. Which labels say that nothing is to be learnt?

credit: 0.25
input: labels [., 0, 5]
yours: one term
holds: token 0 is a token like any other
question: What is the smallest id of a token?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits[:, :-1].float()
    targets = labels[:, 1:]
    keep = targets > 0
    losses = F.cross_entropy(scores.transpose(1, 2), targets.clamp(min=0), reduction="none")
    return (losses * keep).sum() / keep.sum().clamp(min=1)
