"""Unmarked targets become -100, which the loss leaves out."""

import torch
import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    labels = torch.where(completion_mask.bool(), input_ids, torch.full_like(input_ids, -100))[:, 1:]
    loss = F.cross_entropy(
        logits[:, :-1].float().flatten(0, 1), labels.flatten(), ignore_index=-100, reduction="none"
    )
    return -loss.view(labels.shape).sum(dim=1)
