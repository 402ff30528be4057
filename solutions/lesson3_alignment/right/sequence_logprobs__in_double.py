"""Computed in float64 and rounded at the end."""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = logits[:, :-1].double().log_softmax(-1).gather(2, input_ids[:, 1:, None])[..., 0]
    counts = completion_mask[:, 1:].bool()
    return torch.where(counts, lp, 0.0).sum(1).float()
