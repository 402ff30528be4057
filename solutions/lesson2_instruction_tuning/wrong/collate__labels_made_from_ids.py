"""L2.K06: Your labels are the ids again: the prompt that was masked in the examples is learnt
after all.

credit: 0.25
input: ids [5, 6], labels [-100, 6]
yours: labels [5, 6]
holds: changing the labels of an example changes those of the batch
question: What do you do with the labels that came in?
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
        labels[b, :n] = i
        mask[b, :n] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
