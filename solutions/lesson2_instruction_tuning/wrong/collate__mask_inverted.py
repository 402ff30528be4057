"""L2.K62: Your mask is 1 on padding and 0 on the text. Read once more what 1 stands for.

credit: 0.5
input: ids [5, 6, 7] and [8], pad_id 0
yours: mask [[0, 0, 0], [0, 1, 1]]
holds: each row of the mask has as many ones as the example has tokens
question: Which positions may the model look at?
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
    return {"input_ids": ids, "labels": labels, "attention_mask": 1 - mask}
