"""L3.A58: The attention mask hides the end token. It is a token of the row like the others.

credit: 0.5
input: prompt [5, 6], answer [7], end 1
yours: attention_mask 1 1 1 0
holds: wherever the completion mask is 1, the attention mask is 1
question: How many tokens does a row have, its end included?
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
        attention[i, : len(row) - 1] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
