"""L3.S11: Mask and targets are one place apart: the last token of the prompt counts, and the last
of the answer does not.

credit: 0.5
input: ids [a b c d], mask [0, 0, 1, 1]
yours: counts the first answer token at the wrong place, and drops d
holds: the entry of the mask beside a target is that target's
question: Which position's mask entry stands beside the first target?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, :-1].bool(), lp, 0.0).sum(dim=1)
