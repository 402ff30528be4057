"""Works on a detached copy of the logits."""

import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    labels = input_ids.masked_fill(completion_mask == 0, -100)[:, 1:]
    scores = logits.detach().float()[:, :-1]
    losses = F.cross_entropy(scores.transpose(1, 2), labels, ignore_index=-100, reduction="none")
    return -losses.sum(dim=1)
