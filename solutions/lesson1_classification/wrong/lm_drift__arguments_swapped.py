"""L1.D03: You measure from the finetuned model back to the pretrained one. The divergence is not
symmetric: which model's next word is the yardstick?

credit: 0.5
aliases: L1.D01
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.511
holds: words that `before` finds impossible have no weight
question: By which model's probabilities is the mean over words weighted?
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
    kl = F.kl_div(lb, la, reduction="none", log_target=True).sum(-1)
    mask = attention_mask.float()
    return ((kl * mask).sum() / mask.sum()).item()
