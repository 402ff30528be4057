"""L2.K61: All rows are as short as the shortest example. The rest of each text is gone.

credit: 0.25
input: ids [5, 6, 7] and [8], pad_id 0
yours: rows of 1
holds: no token is lost below the limit
question: Who decides how long the batch is?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    if max_length is not None:
        rows = [(i[:max_length], y[:max_length]) for i, y in rows]
    T = min(len(i) for i, _ in rows)
    rows = [(i[:T], y[:T]) for i, y in rows]
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.full((len(rows), T), -100)
    mask = torch.zeros(len(rows), T, dtype=torch.long)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
