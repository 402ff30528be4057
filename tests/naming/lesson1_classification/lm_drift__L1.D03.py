"""The two distributions change places: KL(after || before)."""

import torch


def lm_drift(before, after, input_ids, attention_mask):
    modes = before.training, after.training
    before.eval()
    after.eval()
    with torch.no_grad():
        p = (before(input_ids, attention_mask=attention_mask)[0] @ before.wte.weight.T).softmax(-1)
        q = (after(input_ids, attention_mask=attention_mask)[0] @ after.wte.weight.T).softmax(-1)
        kl = (q * (q.log() - p.log())).sum(-1)
        real = attention_mask.float()
        drift = (kl * real).sum() / real.sum()
    before.train(modes[0])
    after.train(modes[1])
    return drift.item()
