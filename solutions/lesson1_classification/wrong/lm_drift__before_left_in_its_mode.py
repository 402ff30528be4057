"""L1.D96: The model before is read with its dropout on when it arrives in train mode; the model after is
not. Which of the two needs eval mode?

credit: 0.75
input: `before` in train mode, with dropout
yours: another number at every call
holds: both models are read in eval mode
question: How many models does your function read?
"""

import torch
import torch.nn.functional as F


def lm_drift(before, after, input_ids, attention_mask):
    was_training = after.training
    after.eval()

    def logprobs(model):
        with torch.no_grad():
            hidden = model(input_ids, attention_mask=attention_mask).last_hidden_state
            return F.log_softmax(hidden @ model.wte.weight.T, dim=-1)

    old, new = logprobs(before), logprobs(after)
    after.train(was_training)
    kl = (old.exp() * (old - new)).sum(dim=-1)
    return kl[attention_mask.bool()].mean().item()
