"""Padding by torch's own function, masks padded with zeros the same way."""

import torch
from torch.nn.utils.rnn import pad_sequence


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [torch.tensor(list(prompt) + list(a) + [eos_id]) for a in (chosen, rejected)]
    ones = [torch.ones_like(row) for row in rows]
    answers = [one.clone().index_fill_(0, torch.arange(len(prompt)), 0) for one in ones]
    return {
        "input_ids": pad_sequence(rows, batch_first=True, padding_value=pad_id),
        "attention_mask": pad_sequence(ones, batch_first=True),
        "completion_mask": pad_sequence(answers, batch_first=True),
    }
