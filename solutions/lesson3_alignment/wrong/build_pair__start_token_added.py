"""L3.A68: Each row begins with an end token that nobody asked for. The prompt comes as it is.

credit: 0.5
input: prompt [5, 6], end 1
yours: rows begin 1 5 6
holds: the first token of a row is the first of the prompt
question: What does your row begin with?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    prompt = [eos_id] + prompt
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
