"""L2.K68: A batch of one example loses its batch axis. Compare the shapes for one example and for
two.

credit: 0.75
input: ids [5, 6, 7] alone
yours: input_ids of shape (3,)
holds: one example gives one row
question: Which axes of length one does your last step remove?
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
    return {
        "input_ids": ids.squeeze(0),
        "labels": labels.squeeze(0),
        "attention_mask": mask.squeeze(0),
    }
