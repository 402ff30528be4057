"""L1.G01: From the second step on, each step also follows the gradients before it. What is stored
beside the weights when the next batch comes?

credit: 0.5
input: two steps on the same batch, plain gradient descent
yours: the second step is about twice as long as the first
holds: a step depends on its own batch only
question: Does a backward pass replace the stored gradients, or add to them?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
