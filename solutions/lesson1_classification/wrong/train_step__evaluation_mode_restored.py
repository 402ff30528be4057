"""L1.G74: The step itself is right, but a model that arrives in evaluation mode is put back into
it. The contract leaves the model training.

credit: 0.9
input: a model in evaluation mode
yours: evaluation mode after the call
holds: the model is in training mode after the call
question: Which of the two functions restores the mode, this one or the one that measures?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    was_training = model.training
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    model.train(was_training)
    return loss.item()
