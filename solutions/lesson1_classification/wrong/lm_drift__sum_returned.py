"""L1.D56: Your result grows with the amount of text. What makes two texts of different length
comparable?

credit: 0.5
input: three real positions, drift 0.2 at each
yours: 0.6
holds: repeating the same rows leaves the result alone
question: What is missing after your sum?
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
    return (kl * attention_mask).sum().item()
