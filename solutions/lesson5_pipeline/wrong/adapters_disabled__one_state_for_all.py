"""L5.A60: All layers come back in the state of the first one. May they differ before the block?

credit: 0.5
question: How many states do you remember?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    layers = [m for m in model.modules() if isinstance(m, LoRA)]
    was = [layer.enabled for layer in layers[:1]] * len(layers)
    for layer in layers:
        layer.enabled = False
    try:
        yield
    finally:
        for layer, on in zip(layers, was):
            layer.enabled = on
