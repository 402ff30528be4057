"""One loop over rows and one over positions."""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    sums = []
    for row in range(logits.shape[0]):
        total = logits.new_zeros((), dtype=torch.float32)
        for t in range(1, logits.shape[1]):
            if completion_mask[row, t]:
                scores = logits[row, t - 1].float()
                total = total + scores[input_ids[row, t]] - torch.logsumexp(scores, dim=0)
        sums.append(total)
    return torch.stack(sums)
