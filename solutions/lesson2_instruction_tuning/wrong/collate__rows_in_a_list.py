"""L2.K67: Your batch is a list of padded examples; one tensor per key is asked for. Stack the rows
of each key.

credit: 0.25
input: ids [5, 6, 7] and [8], pad_id 0
yours: a list of two dicts
holds: the batch has one entry of shape (batch, seq) per key
question: What does the model get in one call?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    if max_length is not None:
        rows = [(i[:max_length], y[:max_length]) for i, y in rows]
    T = max(len(i) for i, _ in rows)
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.full((len(rows), T), -100)
    mask = torch.zeros(len(rows), T, dtype=torch.long)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return [
        {"input_ids": i, "labels": y, "attention_mask": m} for i, y, m in zip(ids, labels, mask)
    ]
