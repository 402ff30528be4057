"""Everything in lists, with one call of torch.tensor for each entry."""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    longest = max(len(chosen), len(rejected))
    ids, attention, completion = [], [], []
    for answer in (chosen, rejected):
        answer = [*answer, eos_id]
        gap = longest + 1 - len(answer)
        ids.append([*prompt, *answer] + gap * [pad_id])
        attention.append([1] * (len(prompt) + len(answer)) + gap * [0])
        completion.append([0] * len(prompt) + [1] * len(answer) + gap * [0])
    return {
        "input_ids": torch.tensor(ids),
        "attention_mask": torch.tensor(attention),
        "completion_mask": torch.tensor(completion),
    }
