"""Cross-entropy with scores and targets shifted the other way."""

import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    loss = F.cross_entropy(
        logits[:, 1:].float().permute(0, 2, 1), input_ids[:, :-1], reduction="none"
    )
    return -loss.masked_fill(completion_mask[:, 1:] == 0, 0).sum(-1)
