"""L1.P63: You choose one rule for the whole batch: padding left, or padding right. Rows
padded on both sides, with gaps, or mixed fit neither.

credit: 0.75
input: hidden[0] = [a b c d e], mask [0, 1, 1, 1, 0]
yours: c
holds: changing d must change the result
question: What does your rule assume about the slots before and after the text?
"""

import torch


def pool_last_token(hidden, attention_mask=None):
    if attention_mask is None:
        return hidden[:, -1]
    if (attention_mask.sum(1) == 0).any():
        raise ValueError("empty row")
    left_padding = attention_mask[:, -1].sum() == attention_mask.shape[0]
    if left_padding:
        return hidden[:, -1]
    sequence_lengths = attention_mask.sum(dim=1) - 1
    batch_size = hidden.shape[0]
    return hidden[torch.arange(batch_size), sequence_lengths]
