"""L3.R05: Adding the same number to all scores changes your loss. A preference says nothing about
how good either answer is.

credit: 0.25
input: scores 0.7 and 0.3, then 10.7 and 10.3
yours: two different losses
holds: the same loss twice
question: In what form do the two scores of a pair enter?
"""

import torch
import torch.nn.functional as F


def reward_loss(chosen, rejected):
    good = F.binary_cross_entropy_with_logits(chosen, torch.ones_like(chosen))
    bad = F.binary_cross_entropy_with_logits(rejected, torch.zeros_like(rejected))
    return good + bad
