"""L1.G53: Your loss shrinks as the batch grows: the mean is divided once more. What does the loss
function do with the rows on its own?

credit: 0.5
input: two rows with scores [0, 0]
yours: loss 0.347
holds: doubling the batch by repeating it leaves the loss alone
question: How often do you divide by the number of rows?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"]) / len(batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
