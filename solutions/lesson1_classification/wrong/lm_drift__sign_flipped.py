"""L1.D10: Your drift is negative. A divergence between two distributions never is: where does the
minus come from?

credit: 0.5
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: -0.368
holds: the result is 0 or more
question: Which of the two log-probabilities is subtracted from which?
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
    kl = (lb.exp() * (la - lb)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
