"""L3.S62: The mask is shifted and the ids are not, so each position is asked for the token it has
just read.

credit: 0.25
input: ids [a b c], mask [0, 0, 1]
yours: the scores at b, of the token b
holds: where the mask marks c, the token looked up is c
question: Which token stands beside the mask entry of c in your code?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    lp = lp.gather(-1, input_ids[:, :-1].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
