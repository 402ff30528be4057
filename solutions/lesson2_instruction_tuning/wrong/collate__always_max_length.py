"""L2.K07: Your batch is as long as the limit although no example is. Most of it is padding.

credit: 0.75
input: ids [5, 6, 7] and [8], pad_id 0, max_length 9
yours: rows of 9
holds: the longest example decides how long the batch is
question: What does the limit say about rows that are shorter?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    if max_length is not None:
        rows = [(i[:max_length], y[:max_length]) for i, y in rows]
    T = max(len(i) for i, _ in rows)
    T = T if max_length is None else max_length
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.full((len(rows), T), -100)
    mask = torch.zeros(len(rows), T, dtype=torch.long)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
