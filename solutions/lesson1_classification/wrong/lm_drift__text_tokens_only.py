"""L1.D65: You compare the two models on the tokens of the text alone. A distribution also says
something about the words that were not written.

credit: 0.25
input: one position, two words: before (0.9, 0.1), after (0.5, 0.5), the second is in the text
yours: -1.609
holds: the result is 0 or more
question: Over which words does the sum in the definition run?
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
        lp = F.log_softmax(hidden @ model.wte.weight.T, dim=-1)
        return lp.gather(-1, input_ids.unsqueeze(-1)).squeeze(-1)

    diff = logp(before) - logp(after)
    mask = attention_mask.to(diff.dtype)
    return ((diff * mask).sum() / mask.sum()).item()
