"""L1.D11: A position in a short sentence counts more than one in a long sentence. Which positions
share one mean?

credit: 0.75
input: a row of one real position with drift 0.6 and a row of three with drift 0.2
yours: 0.4
holds: every real position counts the same
question: How many means do you take, one after the other?
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
    rows = [k[m.bool()].mean() for k, m in zip(kl, attention_mask)]
    return torch.stack(rows).mean().item()
