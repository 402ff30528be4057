"""L1.D66: You compare each model with the mixture of both. That measure never exceeds log 2; the
contract's has no upper limit.

credit: 0.5
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.102
holds: exchanging the two models changes the result
question: Which two distributions does the definition compare?
"""

import torch


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    def probs(model):
        was_training = model.training
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        model.train(was_training)
        return (hidden @ model.wte.weight.T).softmax(-1)

    p, q = probs(before), probs(after)
    m = (p + q) / 2
    tiny = 1e-30
    kl = 0.5 * (p * ((p + tiny) / (m + tiny)).log() + q * ((q + tiny) / (m + tiny)).log()).sum(-1)
    mask = attention_mask.to(kl.dtype)
    return ((kl * mask).sum() / mask.sum()).item()
