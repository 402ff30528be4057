"""The gradients of the step before are still there when the next one is taken."""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train(True)
    out = model(
        input_ids=batch["input_ids"],
        attention_mask=batch["attention_mask"],
    )
    log_p = F.log_softmax(out, dim=1)
    loss = F.nll_loss(log_p, batch["labels"])
    loss.backward()
    optimizer.step()
    return float(loss.detach())
