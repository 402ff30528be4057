"""L1.D62: You return the largest drift of all positions. One odd position decides it: what does
the contract take over positions?

credit: 0.5
input: real positions with drift 0.1, 0.1 and 0.7
yours: 0.7
holds: every real position counts
question: Which word of the definition says how positions are combined?
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
    return kl[attention_mask.bool()].max().item()
