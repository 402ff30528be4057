"""L3.A60: Only the chosen answer gets an end token. Then the two are not compared on equal terms:
one of them never ends.

credit: 0.5
question: What is the last token of row 1?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
