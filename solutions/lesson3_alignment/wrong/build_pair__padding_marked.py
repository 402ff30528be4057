"""L3.A56: The completion mask goes on through the padding. Did the model write that too?

credit: 0.5
input: rows of 4 and 5 tokens, prompt of 2
yours: completion_mask of row 0 is 0 0 1 1 1
holds: padding is 0 in both masks
question: Where does your slice of the shorter row end?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    completion[:, len(prompt) :] = 1
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
