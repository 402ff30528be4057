"""L2.K59: The examples themselves are shorter after your call. The next epoch gets what is left of
them.

credit: 0.75
input: an example of 3 tokens, max_length 2, then no limit
yours: 2 tokens both times
holds: an example is as long after the call as before
question: Which object do you assign into?
"""

import torch


def collate(batch, pad_id, max_length=None):
    for ex in batch:
        ex["input_ids"] = ex["input_ids"][:max_length]
        ex["labels"] = ex["labels"][:max_length]
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
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
