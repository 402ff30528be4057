"""A loop whose mask lags behind."""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    sums = []
    for b in range(len(logits)):
        scores, ids, mask = logits[b], input_ids[b], completion_mask[b]
        lp = scores.float().log_softmax(-1)
        total = lp.new_zeros(())
        for t in range(1, len(ids)):
            if mask[t - 1]:
                total = total + lp[t - 1, ids[t]]
        sums.append(total)
    return torch.stack(sums)
