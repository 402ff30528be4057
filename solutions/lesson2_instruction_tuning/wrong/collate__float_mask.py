"""L2.K11: Your attention mask is floating point; int64 is asked for. Look at the type where the
mask is made.

credit: 0.9
input: ids [5, 6, 7] and [8], pad_id 0
yours: a mask of 1.0 and 0.0
holds: all three tensors are int64
question: Which type do zeros and ones have by default?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    if max_length is not None:
        rows = [(i[:max_length], y[:max_length]) for i, y in rows]
    T = max(len(i) for i, _ in rows)
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.full((len(rows), T), -100)
    mask = torch.zeros(len(rows), T, dtype=torch.float32)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
