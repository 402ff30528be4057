"""L3.A67: Your tensors are one position wider than the longer row, so that each row is padded.
One of the two needs no padding.

credit: 0.75
input: rows of 4 and 5 tokens
yours: tensors (2, 6)
holds: the last column holds a token of at least one row
question: Is the end token counted once or twice in your length?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows) + 1
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
