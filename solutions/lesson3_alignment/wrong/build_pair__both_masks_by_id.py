"""L3.A06 + L3.A14: Real tokens that happen to be the padding id are missing from both masks. How do
you tell the two apart without looking at ids?

credit: 0.5
input: the end token and the padding have the same id
yours: attention_mask and completion_mask 0 at the end token
holds: as many ones as the row had tokens before it was padded
question: What do you know about a row before you pad it?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad_id] * (length - len(row)) for row in rows])
    attention = (ids != pad_id).long()
    completion = attention.clone()
    completion[:, : len(prompt)] = 0
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
