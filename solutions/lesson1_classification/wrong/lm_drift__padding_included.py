"""L1.D04: Padding positions are part of your mean. What the models say there says nothing about
the text.

credit: 0.5
input: one row twice, once with two padding tokens
yours: two different results
holds: padding a row leaves the result alone
question: Over which positions does your mean run?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    def logp(model):
        was_training = model.training
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        model.train(was_training)
        return F.log_softmax(hidden @ model.wte.weight.T, dim=-1)

    lb, la = logp(before), logp(after)
    kl = (lb.exp() * (lb - la)).sum(-1)
    return kl.mean().item()
