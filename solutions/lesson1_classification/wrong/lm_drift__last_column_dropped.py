"""L1.D64: The last column of each row is missing from your mean. It has no label, but it has a
prediction: what is being compared here?

credit: 0.5
input: a row of three real positions
yours: the mean over the first two
holds: a drift at the last position changes the result
question: Does this measure need to know the true next token?
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
        return F.log_softmax(hidden[:, :-1] @ model.wte.weight.T, dim=-1)

    lb, la = logp(before), logp(after)
    kl = (lb.exp() * (lb - la)).sum(-1)
    mask = attention_mask[:, :-1].to(kl.dtype)
    return ((kl * mask).sum() / mask.sum().clamp(min=1)).item()
