"""L5.A12: One adapter is off inside the block, the others stay on. How many layers of the model have
one?

credit: 0.25
question: How long is your list of layers?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)][:1]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
