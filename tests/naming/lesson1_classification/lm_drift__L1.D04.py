"""The average goes over padding, too."""

import torch
import torch.nn.functional as F
from torch.distributions import Categorical, kl_divergence


def lm_drift(before, after, input_ids, attention_mask):
    dists = []
    for model in (before, after):
        mode = model.training
        model.eval()
        with torch.no_grad():
            h = model(input_ids, attention_mask=attention_mask).last_hidden_state
            dists.append(Categorical(logits=F.linear(h, model.wte.weight)))
        model.train(mode)
    kl = kl_divergence(*dists)
    return float(kl.sum() / kl.numel())
