"""L1.G57: Your loss stays away from zero even for a perfect answer. Some of the weight goes to
classes that are wrong: what asks for that?

credit: 0.5
input: scores [9, -9], label 0
yours: loss 0.9
holds: the loss of a confident right answer approaches 0
question: Which optional argument of your loss is not part of the contract?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"], label_smoothing=0.1)
    loss.backward()
    optimizer.step()
    return loss.item()
