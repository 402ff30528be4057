"""L1.D67: Your probabilities add up to 1 along the sentence, not along the vocabulary. Between
what does a model choose at one position?

credit: 0.25
input: a row of one token
yours: 0.0, whatever the models say
holds: a later position does not change an earlier one
question: Which axis holds the words?
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
        return F.log_softmax(hidden @ model.wte.weight.T, dim=1)

    lb, la = logp(before), logp(after)
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
