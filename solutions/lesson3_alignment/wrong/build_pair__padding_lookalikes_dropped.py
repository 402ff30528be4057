"""L3.A14: Tokens of the answer that equal the padding id are missing from the completion mask. If
end and padding share an id, which token is always lost?

credit: 0.5
input: the end token and the padding have the same id
yours: completion_mask 0 at the end token
holds: as many ones as the answer has tokens, and one more
question: Which comparison in your code looks at ids?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    ids = torch.full((2, length), pad_id)
    attention = torch.zeros(2, length, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        attention[i, : len(row)] = 1
    completion = attention * (ids != pad_id).long()
    completion[:, : len(prompt)] = 0
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
