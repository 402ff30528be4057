"""L2.K57: Examples beyond the limit keep their full length. What is max_length for?

credit: 0.5
input: ids [5, 6, 7] and [8], pad_id 0, max_length 2
yours: rows of 3
holds: no row is longer than the limit
question: Where does your function read its third argument?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    T = max(len(i) for i, _ in rows)
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.full((len(rows), T), -100)
    mask = torch.zeros(len(rows), T, dtype=torch.long)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
