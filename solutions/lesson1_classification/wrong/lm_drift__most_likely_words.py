"""L1.D73: You count how often the favourite word changes. Drift begins long before that: what
happens to all the other probabilities?

credit: 0.25
input: one position, two words: before (0.9, 0.1), after (0.6, 0.4)
yours: 0.0
holds: any change of a probability is a drift
question: What does a distribution hold besides its favourite?
"""

import torch


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    def words(model):
        was_training = model.training
        model.eval()
        hidden = model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        model.train(was_training)
        return (hidden @ model.wte.weight.T).argmax(-1)

    keep = attention_mask.bool()
    return (words(before)[keep] != words(after)[keep]).float().mean().item()
