"""L1.G68: Your loss is negative, and the right class becomes less likely with every step. In
which direction does the optimizer walk?

credit: 0.25
input: scores [0, 0], label 0
yours: -0.693
holds: after a small step the label is more likely than before
question: What does a loss of zero stand for, and can it fall below?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    logp = F.log_softmax(logits, dim=-1)
    loss = logp[range(len(logp)), batch["labels"]].mean()
    loss.backward()
    optimizer.step()
    return loss.item()
