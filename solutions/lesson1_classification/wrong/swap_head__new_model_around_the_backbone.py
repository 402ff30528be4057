"""L1.S04: The object you were given still has its old head; the new one sits in another
model. The contract edits the model itself.

credit: 0.75
input: a model with 2 classes, swapped for 4
yours: a second model with 4 classes; the first still has 2
holds: whoever holds the model already sees the new head
question: If a training loop keeps its own name for the model, which head does it train?
"""


def swap_head(model, num_classes):
    old = model.head.weight
    classifier = GPT2Classifier(model.backbone, num_classes)
    classifier.head.to(device=old.device, dtype=old.dtype)
    return classifier
