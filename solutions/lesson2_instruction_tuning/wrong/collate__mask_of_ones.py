"""L2.K54: Your mask is 1 everywhere, on padding too. Compare each row with the length of its
example.

credit: 0.5
input: ids [5, 6, 7] and [8], pad_id 0
yours: mask [[1, 1, 1], [1, 1, 1]]
holds: each row of the mask has as many ones as the example has tokens
question: How does the model find out what is padding?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    if max_length is not None:
        rows = [(i[:max_length], y[:max_length]) for i, y in rows]
    T = max(len(i) for i, _ in rows)
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.full((len(rows), T), -100)
    mask = torch.ones(len(rows), T, dtype=torch.long)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
