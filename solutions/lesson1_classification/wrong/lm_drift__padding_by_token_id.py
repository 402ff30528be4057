"""L1.D72: You take token 0 for padding wherever it stands. In this model the same id also ends a
text: who says which positions are real?

credit: 0.75
input: ids [7, 0, 9], mask [1, 1, 1]
yours: the mean over two positions
holds: real means that the mask says so
question: What can a token id not tell you?
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
    mask = (input_ids != 0).to(kl.dtype)
    return ((kl * mask).sum() / mask.sum().clamp(min=1)).item()
