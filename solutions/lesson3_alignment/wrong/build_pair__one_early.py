"""L3.A12: The last token of the prompt is marked as part of the answer. The mask belongs to the
ids as they stand; who shifts, and when?

credit: 0.5
input: prompt [5, 6], answer [7], end 1
yours: completion_mask 0 1 1 1
holds: the first 1 stands at the first token of the answer
question: At which index does the answer begin, if the prompt has two tokens?
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
        completion[i, len(prompt) - 1 : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
