"""Hands the optimizer a closure."""


def sft_step(model, micro_batches, optimizer):
    model.train()
    share = [(b["labels"][:, 1:] >= 0).sum() for b in micro_batches]

    def closure():
        optimizer.zero_grad()
        value = 0
        for b, n in zip(micro_batches, share):
            logits = model(b["input_ids"], attention_mask=b["attention_mask"])[0]
            loss = n / sum(share) * sft_loss(logits, b["labels"])
            loss.backward()
            value += loss.detach()
        return value

    return optimizer.step(closure).item()
