"""Leaves the mask out of the models: with padding on the right no real token can see it."""

import torch
import torch.nn.functional as F


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    modes = before.training, after.training
    before.eval()
    after.eval()
    lb = F.log_softmax(before(input_ids).last_hidden_state @ before.wte.weight.T, dim=-1)
    la = F.log_softmax(after(input_ids).last_hidden_state @ after.wte.weight.T, dim=-1)
    before.train(modes[0])
    after.train(modes[1])
    kl = (lb.exp() * (lb - la)).sum(-1)
    return (kl * attention_mask).sum().item() / attention_mask.sum().item()
