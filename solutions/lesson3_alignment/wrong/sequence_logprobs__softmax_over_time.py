"""L3.S08: The probabilities add up to 1 over the positions, not over the words. Which axis is the
vocabulary?

credit: 0.25
question: For one row and one position, over what should probabilities add up to 1?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    lp = torch.log_softmax(logits[:, :-1].float(), dim=1)
    lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
