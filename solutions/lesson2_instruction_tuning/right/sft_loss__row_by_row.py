"""Adds up token by token."""

import torch


def sft_loss(logits, labels):
    total, count = logits.float().sum() * 0, 0
    for scores, row in zip(logits.float(), labels.tolist()):
        for t, token in enumerate(row[1:]):
            if token != -100:
                total = total + torch.logsumexp(scores[t], 0) - scores[t, token]
                count += 1
    return total / (count or 1)
