"""L2.L60: Your loss is one minus the probability of the right token, without a logarithm. Compare
the costs of being a little and of being very wrong.

credit: 0.25
input: equal scores for 7 tokens
yours: 0.857
holds: equal scores for V tokens cost log V
question: What does cross-entropy take of the probability?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    p = torch.softmax(logits[:, :-1].float(), dim=-1)
    targets = labels[:, 1:]
    keep = targets != -100
    picked = p.gather(2, targets.clamp(min=0)[..., None])[..., 0]
    return ((1 - picked) * keep).sum() / keep.sum().clamp(min=1)
