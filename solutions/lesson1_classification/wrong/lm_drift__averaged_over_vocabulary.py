"""L1.D06: Your drift is smaller by the size of the vocabulary. Within one position the words are
added up; the mean comes afterwards.

credit: 0.5
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.184
holds: words that both models find impossible do not change the result
question: What happens to your result when unused words join the vocabulary?
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
    kl = (lb.exp() * (lb - la)).mean(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
