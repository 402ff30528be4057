"""L3.A62: An answer whose last id is the end token already gets none of its own. The contract
adds one in every case, since every id may be text.

credit: 0.75
input: an answer that ends in the end token's id
yours: a row without a token more
holds: a row has one token more than prompt and answer together
question: Under which condition do you leave the end token out?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = []
    for answer in (chosen, rejected):
        row = prompt + answer
        if row[-1] != eos_id:
            row = row + [eos_id]
        rows.append(row)
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    completion = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
        completion[i, len(prompt) : len(row)] = 1
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
