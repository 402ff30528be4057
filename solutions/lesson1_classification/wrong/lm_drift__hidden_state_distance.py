"""L1.D60: You compare hidden states. They can move a lot without any word changing its
probability: what does the contract compare?

credit: 0.0
input: two models whose hidden states and output layers are turned in the same way
yours: a large distance
holds: both models say the same, so nothing has drifted
question: What does a language model say at each position?
"""

import torch


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    modes = before.training, after.training
    before.eval()
    after.eval()
    hb = before(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    ha = after(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
    before.train(modes[0])
    after.train(modes[1])
    diff = ((hb - ha) ** 2).mean(-1)
    mask = attention_mask.to(diff.dtype)
    return ((diff * mask).sum() / mask.sum()).item()
