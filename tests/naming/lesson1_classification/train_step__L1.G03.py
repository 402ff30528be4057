"""The loss goes backward, and the optimizer is never asked to move anything."""

from torch import nn

criterion = nn.CrossEntropyLoss()


def train_step(model, batch, optimizer):
    model.train()
    for group in optimizer.param_groups:
        for p in group["params"]:
            p.grad = None
    loss = criterion(model(batch["input_ids"], batch["attention_mask"]), batch["labels"])
    loss.backward()
    return loss.item()
