"""L3.S54: Prompt and padding count as well. Change a token that is not marked and look at the
result.

credit: 0.5
question: Where does the mask enter your sum?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
    return lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1).sum(dim=1)
