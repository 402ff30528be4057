"""L2.L09 + L2.L51: Each position is compared with its own token, and you divide by rows where
supervised tokens are to be counted. Mend one after the other.

credit: 0.25
input: a row with four supervised tokens
yours: four losses of tokens that the model has read
holds: a batch and the same batch twice cost the same
question: Which token is to be predicted, and what are there four of?
"""

import torch.nn.functional as F


def sft_loss(logits, labels):
    scores, targets = logits.float(), labels
    total = F.cross_entropy(
        scores.flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum"
    )
    return total / len(labels)
