"""L1.G67: Your loss and your step are smaller by the number of classes. Over what does your mean
run?

credit: 0.5
input: one row with scores [0, 0]
yours: 0.347
holds: the first loss of undecided scores is log 2
question: How many numbers does your mean average, and how many rows are there?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    one_hot = F.one_hot(batch["labels"], logits.shape[-1])
    loss = -(one_hot * F.log_softmax(logits, dim=-1)).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
