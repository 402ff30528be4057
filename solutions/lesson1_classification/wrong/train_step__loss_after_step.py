"""L1.G51: The weights are right, but the loss you return belongs to the weights after the step.
Which weights produced the gradient?

credit: 0.75
input: a head of zeros and two classes
yours: a loss below 0.6931
holds: the first loss of undecided scores is log 2
question: Before or after which line is your loss computed?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    F.cross_entropy(logits, batch["labels"]).backward()
    optimizer.step()
    with torch.no_grad():
        logits = model(batch["input_ids"], batch["attention_mask"])
        return F.cross_entropy(logits, batch["labels"]).item()
