"""The rows are filled in numpy and handed over at the end."""

import numpy as np
import torch
from transformers import BatchEncoding


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    texts = [np.concatenate([prompt, answer, [eos_id]]) for answer in (chosen, rejected)]
    shape = (2, max(map(len, texts)))
    ids = np.full(shape, pad_id, dtype=np.int64)
    attention = np.zeros(shape, dtype=np.int64)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        attention[row, : len(text)] = 1
    completion = attention.copy()
    completion[:, : len(prompt)] = 0
    entries = {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}
    return BatchEncoding({name: torch.from_numpy(array) for name, array in entries.items()})
