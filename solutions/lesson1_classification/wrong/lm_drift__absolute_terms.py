"""L1.D71: You make the term of every word positive before adding. The negative ones belong to
words that gained: what do they balance?

credit: 0.5
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.69
holds: the sum over words is never negative, without any help
question: Which property is true of the sum, but not of each of its terms?
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
    kl = (lb.exp() * (lb - la)).abs().sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
