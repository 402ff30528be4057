"""L1.G58: Every gradient is wiped after it is computed and before it is used, so no weight moves.
In which order do the three calls belong?

credit: 0.25
input: two calls on the same batch
yours: the same loss twice
holds: the second loss differs from the first
question: What does the optimizer find when it is asked to step?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
