"""L1.D98: Both models come back frozen. To build no graph, no flag of a parameter has to change.

credit: 0.75
input: two models, partly trainable
yours: nothing is trainable afterwards
holds: every parameter has the flag it had
question: What else keeps autograd from building a graph?
"""

import torch
import torch.nn.functional as F


def lm_drift(before, after, input_ids, attention_mask):
    modes = before.training, after.training
    for model in (before, after):
        model.eval()
        for parameter in model.parameters():
            parameter.requires_grad = False

    def logprobs(model):
        with torch.no_grad():
            hidden = model(input_ids, attention_mask=attention_mask).last_hidden_state
            return F.log_softmax(hidden @ model.wte.weight.T, dim=-1)

    old, new = logprobs(before), logprobs(after)
    before.train(modes[0])
    after.train(modes[1])
    kl = (old.exp() * (old - new)).sum(dim=-1)
    return kl[attention_mask.bool()].mean().item()
