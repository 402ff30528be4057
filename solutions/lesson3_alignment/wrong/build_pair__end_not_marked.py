"""L3.A04: The completion mask stops one token early, before the end token. Who decides that an
answer is over?

credit: 0.5
input: prompt [5, 6], answer [7], end 1
yours: completion_mask 0 0 1 0
holds: ending the answer is part of the answer
question: Which token of the row is in no part of your mask, and is no padding?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row) - 1] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
