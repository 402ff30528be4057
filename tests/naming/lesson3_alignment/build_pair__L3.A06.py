"""Finds the padding by comparing ids, in one line per mask."""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    a, b = [[*prompt, *x, eos_id] for x in (chosen, rejected)]
    while len(a) < len(b):
        a.append(pad_id)
    while len(b) < len(a):
        b.append(pad_id)
    lengths = [len(prompt) + len(x) + 1 for x in (chosen, rejected)]
    mask = [[int(len(prompt) <= t < n) for t in range(len(a))] for n in lengths]
    attention = [[0 if token == pad_id else 1 for token in row] for row in (a, b)]
    return {
        "input_ids": torch.tensor([a, b]),
        "attention_mask": torch.tensor(attention),
        "completion_mask": torch.tensor(mask),
    }
