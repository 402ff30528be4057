"""L1.D97: Of the two models only the one after gets its mode back. The other was switched as well.

credit: 0.9
input: `before` in train mode
yours: it comes back in eval mode
holds: both come back as they were
question: How many models do you switch, and how many back?
"""

import torch
import torch.nn.functional as F


def lm_drift(before, after, input_ids, attention_mask):
    was_training = after.training
    before.eval()
    after.eval()

    def logprobs(model):
        with torch.no_grad():
            hidden = model(input_ids, attention_mask=attention_mask).last_hidden_state
            return F.log_softmax(hidden @ model.wte.weight.T, dim=-1)

    old, new = logprobs(before), logprobs(after)
    after.train(was_training)
    kl = (old.exp() * (old - new)).sum(dim=-1)
    return kl[attention_mask.bool()].mean().item()
