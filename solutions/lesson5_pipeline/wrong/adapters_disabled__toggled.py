"""L5.A54: A layer that was off before the block is on inside it. Off is a state, not a change.

credit: 0.5
question: What is `not False`?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = not layer.enabled
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
