"""Lets torch pad ragged tensors."""

import torch


def collate(batch, pad_id, max_length=None):
    def padded(rows, value):
        rows = [row[slice(max_length)].double() for row in rows]
        return torch.nested.nested_tensor(rows).to_padded_tensor(float(value)).long()

    ids = [ex["input_ids"] for ex in batch]
    return dict(
        input_ids=padded(ids, pad_id),
        labels=padded([ex["labels"] for ex in batch], -100),
        attention_mask=padded([torch.ones_like(row) for row in ids], 0),
    )
