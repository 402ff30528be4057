"""Moves the completion mask to the places that predict the answer, but keeps its end."""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    answers = [[*chosen, eos_id], [*rejected, eos_id]]
    width = max(len(a) for a in answers)
    out = {"input_ids": [], "attention_mask": [], "completion_mask": []}
    for a in answers:
        spare = width - len(a)
        out["input_ids"].append([*prompt, *a] + [pad_id] * spare)
        out["attention_mask"].append([1] * (len(prompt) + len(a)) + [0] * spare)
        out["completion_mask"].append([0] * (len(prompt) - 1) + [1] * (len(a) + 1) + [0] * spare)
    return {name: torch.tensor(rows) for name, rows in out.items()}
