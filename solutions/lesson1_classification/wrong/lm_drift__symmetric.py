"""L1.D51: You average both directions, so it no longer matters which model came first. The
contract names a direction.

credit: 0.5
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.439
holds: exchanging the two models changes the result
question: What does the order of the first two arguments stand for?
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
    forward = (lb.exp() * (lb - la)).sum(-1)
    backward = (la.exp() * (la - lb)).sum(-1)
    kl = (forward + backward) / 2
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
