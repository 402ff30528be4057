"""L1.D58: Padding adds nothing to your sum, but it is still counted when you divide. How many
positions are real?

credit: 0.5
input: one real position with drift 0.6 and two padding positions
yours: 0.2
holds: padding a row leaves the result alone
question: By which number do you divide, and what does padding do to it?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    mask = attention_mask.unsqueeze(-1)

    def logp(model):
        was_training = model.training
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        model.train(was_training)
        return F.log_softmax(hidden @ model.wte.weight.T * mask, dim=-1)

    lb, la = logp(before), logp(after)
    return (lb.exp() * (lb - la)).sum(-1).mean().item()
