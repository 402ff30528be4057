"""L3.A51: The padding stands before the text. Training batches are padded on the other side.

credit: 0.5
input: rows of 4 and 5 tokens
yours: row 0 begins with padding
holds: both rows begin with the prompt
question: Where does the shorter row begin?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    gaps = [length - len(row) for row in rows]
    return {
        "input_ids": torch.tensor([[pad_id] * g + row for g, row in zip(gaps, rows)]),
        "attention_mask": torch.tensor([[0] * g + [1] * len(row) for g, row in zip(gaps, rows)]),
        "completion_mask": torch.tensor(
            [[0] * (g + len(prompt)) + [1] * (len(row) - len(prompt)) for g, row in zip(gaps, rows)]
        ),
    }
