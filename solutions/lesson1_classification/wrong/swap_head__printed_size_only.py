"""L1.S12: The printed model looks new, but its weights are the old ones. What does a layer
compute with: its attributes or its matrix?

credit: 0.25
input: a model with 2 classes, swapped for 4
yours: a matrix with 2 rows
holds: the forward pass gives one score per new class
question: What is the shape of the weight after your call?
"""


def swap_head(model, num_classes):
    model.head.out_features = num_classes
    return model
