"""Divides exponentials by their sum along the wrong axis, in logs."""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    scores = logits.float()[:, :-1]
    norm = scores.logsumexp(dim=1, keepdim=True)
    picked = torch.take_along_dim(scores - norm, input_ids[:, 1:, None], dim=2)[..., 0]
    return picked.masked_fill(~completion_mask[:, 1:].bool(), 0.0).sum(dim=1)
