"""L2.K12: The rows stand in another order than the examples. Whoever counts on the order is
misled.

credit: 0.75
input: ids [8] and [5, 6, 7]
yours: first row [5, 6, 7]
holds: row b is example b
question: Who asked for an order?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [
        (ex["input_ids"], ex["labels"]) for ex in sorted(batch, key=lambda e: -len(e["input_ids"]))
    ]
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
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
