"""L2.K58: Behind a short row your labels are 0. That is a token, and the model is graded on
predicting it.

credit: 0.25
input: ids [5, 6, 7] and [8], pad_id 0
yours: labels [[5, 6, 7], [8, 0, 0]]
holds: a position that is padding costs nothing
question: Which label does the loss skip?
"""

import torch


def collate(batch, pad_id, max_length=None):
    rows = [(ex["input_ids"], ex["labels"]) for ex in batch]
    if max_length is not None:
        rows = [(i[:max_length], y[:max_length]) for i, y in rows]
    T = max(len(i) for i, _ in rows)
    ids = torch.full((len(rows), T), pad_id)
    labels = torch.zeros(len(rows), T, dtype=torch.long)
    mask = torch.zeros(len(rows), T, dtype=torch.long)
    for b, (i, y) in enumerate(rows):
        n = len(i)
        ids[b, :n] = i
        labels[b, :n] = y
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
