"""L3.A54: The numbers are right, and 32 bits wide. Token ids are int64 in this course, and an
embedding of an older torch takes nothing else.

credit: 0.9
question: Which dtype do your tensors have?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id, dtype=torch.int32)
    attention = torch.zeros(2, length, dtype=torch.int32)
    completion = torch.zeros(2, length, dtype=torch.int32)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row, dtype=torch.int32)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
