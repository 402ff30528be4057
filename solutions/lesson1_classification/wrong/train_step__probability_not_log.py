"""L1.G72: Your loss is one minus the probability of the label. Its slope dies out exactly where
the model is most wrong.

credit: 0.25
input: scores [-9, 9], label 0
yours: loss 1.0
holds: the loss of a confident wrong answer grows without limit
question: What is the worst loss that your formula can give?
"""

import torch


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    probs = torch.softmax(model(batch["input_ids"], batch["attention_mask"]), dim=-1)
    loss = (1 - probs.gather(1, batch["labels"].unsqueeze(1))).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
