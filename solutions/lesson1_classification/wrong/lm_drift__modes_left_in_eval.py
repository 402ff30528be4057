"""L1.D57: The number is right, but both models are in evaluation mode afterwards. What does a
caller in the middle of training expect?

credit: 0.75
input: a model in training mode
yours: evaluation mode after the call
holds: the modes are the same before and after
question: What do you have to remember before you switch a mode?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    def logp(model):
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return F.log_softmax(hidden @ model.wte.weight.T, dim=-1)

    lb, la = logp(before), logp(after)
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
