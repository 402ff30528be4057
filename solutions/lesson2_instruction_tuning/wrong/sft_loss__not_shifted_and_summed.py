"""L2.L51 + L2.L54: Each position is compared with its own token, and the losses are added up where
their mean is asked for. Mend one after the other.

credit: 0.25
input: four supervised tokens
yours: four losses of tokens that the model has read
holds: a batch and the same batch twice cost the same
question: Which token is to be predicted, and over what is the mean taken?
"""

import torch.nn.functional as F


def sft_loss(logits, labels):
    scores, targets = logits.float(), labels
    total = F.cross_entropy(
        scores.flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum"
    )
    return total
