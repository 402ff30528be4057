"""L1.D08: Both models are read through the embedding of the first one. Finetuning may have moved
the second one's: what is its output layer?

credit: 0.5
input: two models with equal blocks and different embeddings
yours: the second model's own word vectors never turn into scores
holds: scaling the second model's output layer changes its distribution
question: Which matrix turns the hidden states of the second model into scores?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    wte = before.wte.weight
    modes = before.training, after.training
    before.eval()
    after.eval()
    hb = before(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    ha = after(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    before.train(modes[0])
    after.train(modes[1])
    lb = F.log_softmax(hb @ wte.T, dim=-1)
    la = F.log_softmax(ha @ wte.T, dim=-1)
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
