"""L1.E74: To avoid a graph you freeze the parameters, and they stay frozen after the call. Is
there a switch that does not touch the model?

credit: 0.75
input: a trainable model
yours: no parameter is trainable after the call
holds: the requires_grad flags are the same before and after
question: What do the flags of the parameters belong to, the model or the measurement?
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    for p in model.parameters():
        p.requires_grad = False
    correct = total = 0
    for batch in batches:
        pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
        correct += (pred == batch["labels"]).sum().item()
        total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
