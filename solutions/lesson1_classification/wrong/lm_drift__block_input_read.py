"""L1.D70: You read a hidden state from inside the network; the last block never had a say. Which
hidden state does the output layer see?

credit: 0.25
input: two models that differ in their last block only
yours: 0.0
holds: a change of the last block is a drift
question: How many hidden states does the model return, and which one is final?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    was = before.training, after.training
    before.eval()
    after.eval()

    def logp(model):
        out = model(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        return F.log_softmax(out.hidden_states[-2] @ model.wte.weight.T, dim=-1)

    lb, la = logp(before), logp(after)
    before.train(was[0])
    after.train(was[1])
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
