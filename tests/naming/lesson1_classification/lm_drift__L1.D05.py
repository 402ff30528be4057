"""The sum over all real positions is divided by the number of texts."""

import torch
import torch.nn.functional as F


def lm_drift(before, after, input_ids, attention_mask):
    def logp(m):
        was = m.training
        m.eval()
        with torch.no_grad():
            h = m(input_ids, attention_mask=attention_mask).last_hidden_state
            out = F.log_softmax(torch.einsum("btd,vd->btv", h, m.wte.weight), dim=-1)
        m.train(was)
        return out

    lp, lq = logp(before), logp(after)
    total = 0.0
    for b in range(input_ids.shape[0]):
        for t in range(input_ids.shape[1]):
            if attention_mask[b, t]:
                total += (lp[b, t].exp() * (lp[b, t] - lq[b, t])).sum().item()
    return total / input_ids.shape[0]
