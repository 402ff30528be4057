"""L1.D55: Only the last position of each row decides your result. Every real position predicts a
next token.

credit: 0.5
input: a row of three real positions
yours: the drift of the third one
holds: a drift at the first position changes the result
question: How many predictions does a causal model make for a row of three tokens?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    t = torch.arange(input_ids.shape[1])
    last = (t * attention_mask.long()).argmax(1)
    rows = torch.arange(len(last))

    def logp(model):
        was_training = model.training
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        model.train(was_training)
        return F.log_softmax(hidden[rows, last] @ model.wte.weight.T, dim=-1)

    lb, la = logp(before), logp(after)
    return (lb.exp() * (lb - la)).sum(-1).mean().item()
