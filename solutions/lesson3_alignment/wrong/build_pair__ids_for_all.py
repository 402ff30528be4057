"""L3.A94: All three entries are the ids. Two of them should be masks of zeros and ones.

credit: 0.0
lazy: yes
question: What is a mask?
"""

import torch


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    ids = torch.tensor([prompt, prompt])
    return {"input_ids": ids, "attention_mask": ids, "completion_mask": ids}
