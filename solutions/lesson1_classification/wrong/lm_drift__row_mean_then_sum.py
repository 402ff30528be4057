"""L1.D74: Each sentence is averaged, and then the sentences are added up. Twice the sentences,
twice the drift: what is the last step?

credit: 0.5
input: two rows, drift 0.2 at every position
yours: 0.4
holds: repeating the same rows leaves the result alone
question: Over how many positions does the definition average in one go?
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
    total = 0.0
    for row, mask in zip(kl, attention_mask):
        total += row[mask == 1].mean().item()
    return total
