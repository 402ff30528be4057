"""L3.A53: The masks are right in every place, and bool. The contract asks for int64.

credit: 0.9
question: What is the dtype of your two masks?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
    places = torch.arange(length)
    attention = places < torch.tensor([[len(row)] for row in rows])
    return {
        "input_ids": ids,
        "attention_mask": attention,
        "completion_mask": attention & (places >= len(prompt)),
    }
