"""L3.A06: A real token that happens to be the padding id is missing from the attention mask. How
do you tell the two apart without looking at ids?

credit: 0.5
input: the end token and the padding have the same id
yours: attention_mask 0 at the end token
holds: as many ones as the row had tokens before it was padded
question: What do you know about a row before you pad it?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        completion[i, len(prompt) : len(row)] = 1
    return {
        "input_ids": ids,
        "attention_mask": (ids != pad_id).long(),
        "completion_mask": completion,
    }
