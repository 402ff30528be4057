"""L1.D52: Your result is in bits; the contract asks for another unit. Which base does your
logarithm have?

credit: 0.75
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.531
holds: the unit is that of the cross-entropy used in training
question: Which logarithm does the training loss use?
"""

import math

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
    kl = (lb.exp() * (lb - la)).sum(-1) / math.log(2)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
