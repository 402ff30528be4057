"""L3.A03: The completion mask is 1 on the prompt too. Did the model write the prompt?

credit: 0.5
input: prompt [5, 6], answer [7], end 1
yours: completion_mask 1 1 1 1
holds: the mask has one 1 per token of the answer, and one for its end
question: Where in the row does the answer begin?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    rows = [prompt + chosen + [eos_id], prompt + rejected + [eos_id]]
    length = max(len(row) for row in rows)
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in rows])
    return {
        "input_ids": torch.tensor([row + [pad_id] * (length - len(row)) for row in rows]),
        "attention_mask": mask,
        "completion_mask": mask.clone(),
    }
