"""L5.A55: The model's train flags change inside the block. Dropout is none of this function's
business.

credit: 0.75
question: Which flags does the docstring speak of?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    training = model.training
    model.eval()
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
        model.train(training)
