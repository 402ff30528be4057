"""L1.G04: Your gradient is flatter than it should be: the scores are squashed once before the
loss does so itself. What does the loss expect as its input?

credit: 0.5
input: scores [9, -9], label 0
yours: loss 0.31
holds: the loss of a confident right answer approaches 0
question: How small can your loss become for a perfect answer?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    probs = model(batch["input_ids"], batch["attention_mask"]).softmax(dim=-1)
    loss = F.cross_entropy(probs, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
