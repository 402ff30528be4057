"""L2.K05: Your padding stands in front of the text. The contract pads on the right.

credit: 0.5
input: ids [5, 6, 7] and [8], pad_id 0
yours: second row [0, 0, 8]
holds: every row begins with its first token
question: At which position does a text begin?
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
        ids[b, T - n :] = i
        labels[b, T - n :] = y
        mask[b, T - n :] = 1
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
