"""L3.A59: Both completion masks are as long as the chosen answer. The two answers differ in
length.

credit: 0.5
input: answers of 1 and 2 tokens
yours: both rows have as many ones
holds: each row's ones follow its own answer
question: Whose length do you use for row 1?
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
    completion[:, len(prompt) : len(prompt) + len(chosen) + 1] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
