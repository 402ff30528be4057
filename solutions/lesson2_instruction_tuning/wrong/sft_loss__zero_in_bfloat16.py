"""L2.L70: With scores in bfloat16 and nothing supervised your 0 is bfloat16 too. The loss is float32 in
every case.

credit: 0.9
input: scores in bfloat16, labels of nothing but -100
yours: a 0 in bfloat16
holds: the loss is float32, whatever the scores are
question: Of which type is the sum of the scores?
"""

import torch.nn.functional as F


def sft_loss(logits, labels):
    targets = labels[:, 1:].flatten()
    if (targets == -100).all():
        return logits.sum() * 0.0
    scores = logits[:, :-1].float().flatten(0, 1)
    return F.cross_entropy(scores, targets, ignore_index=-100)
