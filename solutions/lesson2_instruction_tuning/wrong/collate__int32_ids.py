"""L2.K10: Your tensors are 32-bit numbers. Ids and labels are int64 in this course.

credit: 0.75
input: ids [5, 6, 7] and [8], pad_id 0
yours: tensors of type int32
holds: ids keep the type that they have in the examples
question: Where does your code choose a type?
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
    return {"input_ids": ids.int(), "labels": labels.int(), "attention_mask": mask.int()}
