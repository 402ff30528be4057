"""L2.L15: Your probabilities sum to one over positions. They must do so over the vocabulary.

credit: 0.25
input: scores of shape (batch, seq, vocab)
yours: a softmax along seq
holds: adding 1 to all scores of a position changes nothing
question: What does the model choose between at one position?
"""

import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
    logp = logits[:, :-1].float().log_softmax(dim=1)
    targets = labels[:, 1:]
    keep = targets != -100
    picked = logp.gather(2, targets.clamp(min=0)[..., None])[..., 0]
    return -(picked * keep).sum() / keep.sum().clamp(min=1)
