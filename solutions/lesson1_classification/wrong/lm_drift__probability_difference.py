"""L1.D59: You average how far the probabilities are apart. The contract asks for a divergence, in
which a rare word that is lost counts more.

credit: 0.25
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5)
yours: 0.8
holds: the result has no upper limit
question: Where does a logarithm enter the definition?
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

    diff = (probs(before) - probs(after)).abs().sum(-1)
    mask = attention_mask.to(diff.dtype)
    return ((diff * mask).sum() / mask.sum()).item()
