"""L2.S70: Frozen parameters are trainable after your call, and have moved. Train mode is about layers
such as dropout, not about what is trained.

credit: 0.75
input: a model half of which is frozen
yours: all of it moves
holds: what is frozen is the same before and after
question: Which of your lines writes requires_grad?
"""


def sft_step(model, micro_batches, optimizer):
    model.train()
    model.requires_grad_(True)
    optimizer.zero_grad()
    counts = [(b["labels"][:, 1:] != -100).sum().item() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
