"""L1.D05: You divide by the number of sentences, so long sentences drift more. Per what does the
contract average?

credit: 0.5
input: two real positions in one row, drift 0.2 at each
yours: 0.4
holds: the result lies between the smallest and the largest drift of a position
question: How many numbers did you add up before you divided?
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
    kl = (lb.exp() * (lb - la)).sum(-1) * attention_mask
    return (kl.sum() / input_ids.shape[0]).item()
