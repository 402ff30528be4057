"""L3.A70: Your dict holds lists. A model takes tensors, and both rows have one length by now.

credit: 0.75
question: What type is your entry "input_ids"?
"""


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    gaps = [length - len(row) for row in rows]
    return {
        "input_ids": [row + [pad_id] * g for row, g in zip(rows, gaps)],
        "attention_mask": [[1] * len(row) + [0] * g for row, g in zip(rows, gaps)],
        "completion_mask": [
            [0] * len(prompt) + [1] * (len(row) - len(prompt)) + [0] * g
            for row, g in zip(rows, gaps)
        ],
    }
