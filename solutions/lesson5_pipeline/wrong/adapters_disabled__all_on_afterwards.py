"""L5.A51: A layer that was off before the block is on behind it. Which state is each layer to go
back to?

credit: 0.5
question: What did you remember about each layer?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers]
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer in layers:
            layer.enabled = True
