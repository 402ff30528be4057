"""L3.A65: The padding of your ids is -100. That is a label; an embedding has no row of this
number.

credit: 0.5
question: Which of the arguments says what padding holds?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), -100)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
