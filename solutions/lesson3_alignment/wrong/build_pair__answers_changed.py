"""L3.A57: The lists you were given have grown by an end token. Build the same pair twice and look
at them.

credit: 0.75
input: chosen [7], called twice
yours: chosen is [7, 1, 1]
holds: the caller's lists are as before
question: Which of your lines changes a list instead of making one?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    chosen.append(eos_id)
    rejected.append(eos_id)
    rows = [prompt + chosen, prompt + rejected]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
