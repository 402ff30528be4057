"""L3.A61: Your masks end at the first end token of a row, which may stand inside the text. What
is known about the row's length before you look at ids?

credit: 0.5
input: an end token inside the prompt
yours: the masks stop in the prompt
holds: the ids of a text do not change its masks
question: How often does the end token occur in that row?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : row.index(eos_id) + 1] = 1
    completion = attention.clone()
    completion[:, : len(prompt)] = 0
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
