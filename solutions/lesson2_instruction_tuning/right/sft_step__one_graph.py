"""Adds up the scaled losses and sends one gradient back."""


def sft_step(model, micro_batches, optimizer):
    optimizer.zero_grad(set_to_none=False)
    model.train()
    counts = [int(batch["labels"][:, 1:].ne(-100).sum()) for batch in micro_batches]
    total = sum(
        sft_loss(model(b["input_ids"], attention_mask=b["attention_mask"]).logits, b["labels"]) * n
        for b, n in zip(micro_batches, counts)
    ) / sum(counts)
    total.backward()
    optimizer.step()
    return float(total)
