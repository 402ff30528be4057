"""One mean per row, over the selected tokens."""

import torch
import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = F.log_softmax(logits[:, :-1].float(), -1).gather(2, input_ids[:, 1:, None])[..., 0]
    rows = []
    for row, keep in zip(lp, completion_mask[:, 1:].bool(), strict=True):
        rows.append(row[keep].mean() if keep.any() else row.new_zeros(()))
    return torch.stack(rows)
