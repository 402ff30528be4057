"""L1.D54: You take differences of raw scores. Adding one number to all scores of a model changes
your result and no probability.

credit: 0.25
input: one position with scores (1, 1) before and (2, 2) after
yours: -1.0
holds: both models say the same there, so nothing has drifted
question: What has to happen to scores before they are log-probabilities?
"""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    def logits(model):
        was_training = model.training
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        model.train(was_training)
        return hidden @ model.wte.weight.T

    lb, la = logits(before), logits(after)
    kl = (lb.softmax(-1) * (lb - la)).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
