"""L2.L04: The last position is compared with the first token of the row: rolling goes around the
end.

credit: 0.5
input: labels [3, 5, 2]
yours: the last scores against the label 3
holds: the scores at the last position do not count
question: What comes out at the end of a row when you roll it?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    scores = logits.float()
    targets = torch.roll(labels, -1, dims=1)
    keep = targets != -100
    losses = F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-100, reduction="none")
    return losses.sum() / keep.sum().clamp(min=1)
