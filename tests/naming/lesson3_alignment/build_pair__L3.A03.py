"""Forgets the prompt's part of the completion mask."""

import torch
from torch.nn.utils.rnn import pad_sequence


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    texts = [torch.tensor([*prompt, *answer, eos_id]) for answer in (chosen, rejected)]
    ids = pad_sequence(texts, batch_first=True, padding_value=pad_id)
    real = torch.arange(ids.shape[1]) < torch.tensor([len(t) for t in texts]).unsqueeze(1)
    return {"input_ids": ids, "attention_mask": real.long(), "completion_mask": real.long()}
