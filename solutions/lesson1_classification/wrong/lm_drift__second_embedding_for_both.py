"""L1.D53: Both models are read through the embedding of the second one. The first one has a tied
matrix of its own.

credit: 0.5
input: two models with equal blocks and different embeddings
yours: the first model's own word vectors never turn into scores
holds: each model alone gives the same distribution, whatever it is compared with
question: Which matrix turns the hidden states of the first model into scores?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    modes = before.training, after.training
    before.eval()
    after.eval()
    hb = before(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    ha = after(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    before.train(modes[0])
    after.train(modes[1])
    lb = F.log_softmax(F.linear(hb, after.wte.weight), dim=-1)
    la = F.log_softmax(F.linear(ha, after.wte.weight), dim=-1)
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
