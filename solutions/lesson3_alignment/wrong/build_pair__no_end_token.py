"""L3.A02: The rows stop with the last word of the answer, so nothing marks its end. How would a
model learn from them when to stop?

credit: 0.5
input: prompt [5, 6], answer [7], end 1
yours: 5 6 7
holds: each row has one token more than prompt and answer together
question: Which id comes after the last one of an answer?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen, prompt + rejected]
    length = max(len(row) for row in rows)
    return {
        "input_ids": torch.tensor([row + [pad_id] * (length - len(row)) for row in rows]),
        "attention_mask": torch.tensor(
            [[1] * len(row) + [0] * (length - len(row)) for row in rows]
        ),
        "completion_mask": torch.tensor(
            [
                [0] * len(prompt) + [1] * (len(row) - len(prompt)) + [0] * (length - len(row))
                for row in rows
            ]
        ),
    }
