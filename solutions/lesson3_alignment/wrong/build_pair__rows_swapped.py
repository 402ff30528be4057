"""L3.A01: Row 0 holds the answer that people liked less. Which of the two answers do later tasks
expect first?

credit: 0.25
input: chosen [7], rejected [8, 9]
yours: row 0 ends in 8 9
holds: row 0 is the preferred answer
question: Which argument fills row 0?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + rejected + [eos_id], prompt + chosen + [eos_id]]
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
