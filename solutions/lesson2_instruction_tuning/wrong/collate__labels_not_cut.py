"""L2.K55: Ids are cut at the limit and labels are not, so the two do not fit any more. Compare the
shapes of the three tensors.

credit: 0.5
input: ids [5, 6, 7] and [8], pad_id 0, max_length 2
yours: ids of shape (2, 2), labels of shape (2, 3)
holds: all three tensors have one shape
question: Which of the tensors do you cut?
"""

import torch
from torch.nn.utils.rnn import pad_sequence


def collate(batch, pad_id, max_length=None):
    ids = [ex["input_ids"][:max_length] for ex in batch]
    labels = [ex["labels"] for ex in batch]
    mask = pad_sequence([torch.ones_like(i) for i in ids], batch_first=True)
    return {
        "input_ids": pad_sequence(ids, batch_first=True, padding_value=pad_id),
        "labels": pad_sequence(labels, batch_first=True, padding_value=-100),
        "attention_mask": mask,
    }
