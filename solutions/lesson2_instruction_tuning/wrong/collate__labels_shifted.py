"""L2.K64: Your labels stand one position too early. The loss shifts them as well, and two shifts
are one too many.

credit: 0.5
input: labels [-100, 6, 7]
yours: labels [6, 7, -100]
holds: labels of real tokens are those of the examples, at their places
question: Which of your functions is the one that shifts?
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
    labels = torch.cat([labels[:, 1:], labels.new_full((len(rows), 1), -100)], 1)
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}
