"""Sends back sums, and divides the gradients before the step."""


def sft_step(model, micro_batches, optimizer):
    model.train(True)
    for p in model.parameters():
        p.grad = None
    tokens, summed = 0, 0.0
    for batch in micro_batches:
        n = (batch["labels"][:, 1:] != -100).sum().item()
        if n == 0:
            continue
        logits = model(**{k: batch[k] for k in ("input_ids", "attention_mask")}).logits
        loss = sft_loss(logits, batch["labels"]) * n
        loss.backward()
        tokens, summed = tokens + n, summed + loss.item()
    for p in model.parameters():
        if p.grad is not None:
            p.grad.div_(tokens)
    optimizer.step()
    model.zero_grad()
    return summed / tokens
