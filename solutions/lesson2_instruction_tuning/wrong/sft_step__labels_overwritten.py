"""L2.S68: The labels in position 0 are -100 after your call. They do not count, but the micro-batches are
not yours to change.

credit: 0.75
input: a micro-batch with a label in position 0
yours: -100 in its place afterwards
holds: the micro-batches are the same before and after
question: Which of your lines writes into an argument?
"""


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    for b in micro_batches:
        b["labels"][:, 0] = -100
    counts = [(b["labels"] != -100).sum().item() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
