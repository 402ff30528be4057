"""Averages the accuracies of the batches, weighted by their sizes, and returns a numpy float."""

import numpy as np
import torch


def evaluate(model, batches):
    was_training = model.training
    model.train(False)
    accuracies, sizes = [], []
    with torch.no_grad():
        for batch in batches:
            predicted = model(batch["input_ids"], batch["attention_mask"]).numpy().argmax(axis=-1)
            accuracies.append(np.mean(predicted == batch["labels"].numpy()))
            sizes.append(len(predicted))
    if was_training:
        model.train()
    if not sizes:
        raise ValueError("no batches")
    return np.average(accuracies, weights=sizes)
