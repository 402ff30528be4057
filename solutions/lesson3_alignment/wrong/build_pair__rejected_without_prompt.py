"""L3.A63: The rejected answer stands alone in its row. Both answers reply to the same prompt, and
a model has to read it to score them.

credit: 0.25
question: What stands before the rejected answer in row 1?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], rejected + [eos_id]]
    starts = [len(prompt), 0]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, starts[i] : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
