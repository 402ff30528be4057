"""Runs the micro-batches from the last to the first, those without labels not at all."""


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    total = sum(int((batch["labels"][:, 1:] != -100).sum()) for batch in micro_batches)
    mean = 0.0
    for batch in reversed(micro_batches):
        count = int((batch["labels"][:, 1:] != -100).sum())
        if count:
            logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
            loss = sft_loss(logits, batch["labels"]) * count / total
            loss.backward()
            mean += loss.item()
    optimizer.step()
    return mean
