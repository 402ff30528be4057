"""L3.A64: The longer answer is cut to the length of the shorter one. The shorter row is the one
to change, and only by padding.

credit: 0.5
input: answers of 1 and 2 tokens
yours: both rows are as long as the shorter
holds: no token of an answer is lost
question: Which of the two lengths should win?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    length = len(prompt) + min(len(chosen), len(rejected)) + 1
    rows = [(prompt + answer + [eos_id])[:length] for answer in (chosen, rejected)]
    ids = torch.tensor(rows)
    attention = torch.ones(2, length, dtype=torch.long)
    completion = attention.clone()
    completion[:, : len(prompt)] = 0
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
