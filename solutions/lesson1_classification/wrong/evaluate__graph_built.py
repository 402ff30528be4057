"""L1.E59: The number is right, but every batch builds a graph for gradients that nobody asks for.
What does that cost on a long data set?

credit: 0.75
input: any batch
yours: gradient tracking is on while the model runs
holds: the scores carry no graph
question: When does a network have to remember its intermediate results?
"""


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    for batch in batches:
        pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
        correct += (pred == batch["labels"]).sum().item()
        total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
