"""L1.D69: Measured twice, your drift changes, and a model drifts from itself. What is random in a
model that is being trained?

credit: 0.5
input: a model with dropout in training mode, compared with itself
yours: a number above 0
holds: a model has not drifted from itself
question: In which mode do the two models answer you?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    def logp(model):
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return F.log_softmax(hidden @ model.wte.weight.T, dim=-1)

    lb, la = logp(before), logp(after)
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
