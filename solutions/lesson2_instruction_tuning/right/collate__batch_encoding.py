"""Returns a `BatchEncoding` with a key of its own, filled column by column."""

import itertools

import torch
from transformers import BatchEncoding


def collate(batch, pad_id, max_length=None):
    def table(rows, value):
        return torch.tensor(list(zip(*itertools.zip_longest(*rows, fillvalue=value))))

    ids = [ex["input_ids"].tolist()[:max_length] for ex in batch]
    labels = [ex["labels"].tolist()[:max_length] for ex in batch]
    return BatchEncoding(
        {
            "input_ids": table(ids, pad_id),
            "labels": table(labels, -100),
            "attention_mask": table([[1] * len(row) for row in ids], 0),
            "lengths": torch.tensor([len(row) for row in ids]),
        }
    )
