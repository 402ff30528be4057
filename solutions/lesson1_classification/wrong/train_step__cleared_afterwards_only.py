"""L1.G69: Gradients that lie there before the call leak into your step. You clean up behind
yourself; who cleans up before the first step?

credit: 0.75
input: a model that arrives with gradients from elsewhere
yours: the first step follows them too, the second one does not
holds: a step depends on its own batch only
question: What does your function assume about the state it starts in?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()
