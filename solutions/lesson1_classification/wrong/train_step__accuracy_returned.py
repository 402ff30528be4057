"""L1.G71: The weights are right, but the number you return is the share of right answers. Which
quantity does the contract ask for?

credit: 0.75
input: scores [1, 0], label 0
yours: 1.0
holds: the result changes a little whenever the scores do
question: Which number did the backward pass start from?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return (logits.argmax(-1) == batch["labels"]).float().mean().item()
