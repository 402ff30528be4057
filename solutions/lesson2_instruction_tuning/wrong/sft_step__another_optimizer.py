"""L2.S69: The step is taken by an optimizer of your own. The one that you were given remembers earlier
steps, and yours does not.

credit: 0.5
input: two calls, an optimizer with momentum
yours: a second step without the memory of the first
holds: a step depends on the steps before, if the optimizer says so
question: Which optimizer does the caller expect to have moved?
"""

import torch


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = [(b["labels"][:, 1:] != -100).sum().item() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"]).step()
    return value
