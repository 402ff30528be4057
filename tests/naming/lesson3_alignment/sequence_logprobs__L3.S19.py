"""Adds up with an inner product of log-probabilities and mask."""

import torch
import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = -F.cross_entropy(
        logits[:, :-1].float().transpose(1, 2), input_ids[:, 1:], reduction="none"
    )
    return torch.einsum("bt,bt->b", lp, completion_mask[:, 1:].to(lp.dtype))
