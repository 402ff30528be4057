"""L3.S17: The values are right, but they carry no graph: a policy could not learn from them.

credit: 0.5
question: Who needs a graph here, and where do you switch it off?
"""

import torch


def sequence_logprobs(logits, input_ids, completion_mask):
    with torch.no_grad():
        lp = torch.log_softmax(logits[:, :-1].float(), dim=-1)
        lp = lp.gather(-1, input_ids[:, 1:].unsqueeze(-1)).squeeze(-1)
        return torch.where(completion_mask[:, 1:].bool(), lp, 0.0).sum(dim=1)
