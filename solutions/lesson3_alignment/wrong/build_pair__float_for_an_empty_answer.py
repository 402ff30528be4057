"""L3.A71: With an empty answer the ids become floats, which no embedding takes.

credit: 0.75
input: an answer without tokens
yours: ids of float32
holds: ids of int64
question: Which dtype has a tensor that is made of an empty list?
"""

import torch
import torch.nn.functional as F


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    begin, end = torch.tensor(prompt), torch.tensor([eos_id])
    rows = [torch.cat([begin, torch.tensor(answer), end]) for answer in (chosen, rejected)]
    length = max(len(row) for row in rows)
    ids = torch.stack([F.pad(row, (0, length - len(row)), value=pad_id) for row in rows])
    places = torch.arange(length)
    attention = torch.stack([(places < len(row)).long() for row in rows])
    completion = attention * (places >= len(prompt)).long()
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
