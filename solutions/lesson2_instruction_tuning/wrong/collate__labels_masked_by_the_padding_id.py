"""L2.K53: A real token that equals the padding id has lost its label. If the padding id is the end
of text, the end is never learnt.

credit: 0.5
input: ids [5, 0], labels [5, 0], pad_id 0
yours: labels [5, -100]
holds: labels of real tokens are those of the examples
question: Which positions are padding?
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
    labels[ids == pad_id] = -100
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
