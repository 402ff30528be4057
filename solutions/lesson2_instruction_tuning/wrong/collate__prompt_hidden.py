"""L2.K66: Your mask hides the prompt, since its labels are -100. The model must read the question;
it is only not graded on it.

credit: 0.25
input: ids [5, 6], labels [-100, 6]
yours: mask [[0, 1]]
holds: each row of the mask has as many ones as the example has tokens
question: What does attention need the prompt for?
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
    return {"input_ids": ids, "labels": labels, "attention_mask": (labels != -100).long()}
