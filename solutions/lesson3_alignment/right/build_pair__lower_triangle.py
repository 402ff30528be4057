"""A row of a triangle of ones is a mask of its length."""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [list(prompt) + list(answer) + [eos_id] for answer in (chosen, rejected)]
    width = max(len(row) for row in rows)
    triangle = torch.ones(width + 1, width, dtype=torch.int64).tril(-1)
    attention = triangle[[len(row) for row in rows]]
    ids = torch.full((2, width), pad_id, dtype=torch.int64)
    ids[attention.bool()] = torch.tensor(rows[0] + rows[1])
    return {
        "input_ids": ids,
        "attention_mask": attention,
        "completion_mask": attention - triangle[len(prompt)],
    }
