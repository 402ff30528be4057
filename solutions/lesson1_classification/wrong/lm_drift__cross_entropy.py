"""L1.D61: Your result is not 0 for a model compared with itself. Part of it is there without any
drift: which part?

credit: 0.5
input: one position, two words: (0.5, 0.5) in both models
yours: 0.693
holds: a model has not drifted from itself
question: How uncertain is the first model on its own?
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

    keep = attention_mask.bool()
    target = logits(before)[keep].softmax(-1)
    return F.cross_entropy(logits(after)[keep], target).item()
